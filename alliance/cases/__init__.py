"""Typical cases: shared safely, found at once, learned from."""
