"""Mechanical changes to a reference, which its checks have to notice."""
