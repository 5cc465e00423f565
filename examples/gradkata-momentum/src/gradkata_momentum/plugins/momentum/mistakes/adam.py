"""Wrong versions of `adam` that people write. They see nothing of the reference."""

from gradkata import mistake


@mistake(of="adam")
def sign_flipped(x: float) -> float:
    """FILL IN: the sentence that a learner reads who has made this mistake, and what to do."""
    # FILL IN: what they wrote; then the same for the other mistakes
    return -x
