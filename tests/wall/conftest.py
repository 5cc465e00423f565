"""Busy machines are slow machines: examples have no deadline of their own."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None, max_examples=40)
settings.load_profile("calm")
