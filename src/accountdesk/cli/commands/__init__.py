"""Commands. Each module has `arguments(parser)` and `run(desk, args) -> int`."""
