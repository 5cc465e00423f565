"""What a kata says of itself."""

from __future__ import annotations

import math

import pytest

from gradkata import Kata


@pytest.mark.parametrize("points", [-3.0, math.inf, math.nan])
def test_points_that_no_mark_can_be_made_of_are_refused(points: float) -> None:
    with pytest.raises(ValueError, match="give 0 or more"):
        Kata("decide", points=points)
