"""Predicted queries held against the right ones: by what they say, and by what they return."""
