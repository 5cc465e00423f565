"""What can go wrong at the wall, told apart by whose doing it is."""

from __future__ import annotations


class PlayerLost(Exception):
    """The player is no more, and the message says why: the submission's own doing."""


class WallFailed(Exception):
    """No player could be had, through no fault of the submission's."""
