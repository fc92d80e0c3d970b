"""Commands. Each module has `arguments(parser)` and `run(desk, args) -> int`.

One that starts a desk where there is none has `creates(args) -> bool`, one that may keep nothing
`looks_only(args) -> bool`, one that only reads `read_only(args) -> bool`, too. One that needs no
desk has `run_alone(args) -> int` in its place.
"""
