"""Speeds of the parts that are asked most, each beside a baseline measured in the same run: `make bench`."""
