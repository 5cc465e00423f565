"""Right versions of `momentum` in other styles, which the checks have to accept."""

from gradkata import alternative


@alternative(of="momentum")
def in_other_words(x: float) -> float:
    # FILL IN: the same in another style; then the others that people use
    return x
