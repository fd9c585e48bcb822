"""Databases of a product: made by recipe, asked in SQL."""
