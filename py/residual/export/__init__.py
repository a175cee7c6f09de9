"""Runs as a Python script of their own, and the package's source for readers."""
