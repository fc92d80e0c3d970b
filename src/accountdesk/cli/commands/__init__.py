"""Commands. Each module has `arguments(parser)` and `run(desk, args) -> int`.

One that starts a desk where there is none has `creates(args) -> bool`, too.
"""
