"""What the desk costs, measured. Nothing here is a test: run `python -m tests.bench.desk`."""
