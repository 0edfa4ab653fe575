"""Measurements of speed and of single steps; each module is a command: `python -m benchmarks.make_pages --help`."""
