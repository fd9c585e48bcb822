"""Checks: each holds one example against what must be true of it."""
