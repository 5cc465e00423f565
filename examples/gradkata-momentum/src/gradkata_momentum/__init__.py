"""Momentum: katas for gradkata. Everything is found through the entry point in pyproject.toml."""
