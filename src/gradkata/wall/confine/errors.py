"""What a layer that did not take raises."""

from __future__ import annotations


class LayerError(Exception):
    """A layer could not be put on, or did not hold when looked at from inside."""

    def __init__(self, layer: str, reason: str) -> None:
        super().__init__(f"{layer}: {reason}")
        self.layer = layer
        self.reason = reason
