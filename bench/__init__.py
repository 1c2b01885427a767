"""Benchmarks with their peers: `make bench`, or `python -m bench --quick` for a look."""
