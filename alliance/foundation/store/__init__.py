"""Rows: how they are typed, opened for reading or writing, and migrated."""
