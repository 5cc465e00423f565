"""Wrong solutions of `decide` that people write."""

from gradkata import mistake


@mistake(of="decide")
def zero_counts_as_yes(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """A score of exactly 0 is a no. Yours says yes there: the score has to be greater than 0."""
    return 1 if w1 * x1 + w2 * x2 + b >= 0 else 0


@mistake(of="decide")
def forgot_the_bias(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """The bias is part of the score, and yours leaves it out: without it every machine says no
    where both inputs are 0, and no AND gate is possible."""
    return 1 if w1 * x1 + w2 * x2 > 0 else 0


@mistake(of="decide")
def bias_as_a_threshold(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """The bias is added, and the score is compared with 0. Yours compares the weighted sum with b
    itself, or subtracts b, which comes to the same: the bias pulls the wrong way."""
    return 1 if w1 * x1 + w2 * x2 > b else 0


@mistake(of="decide")
def minus_one_for_no(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """A no is 0 here. It is -1 only as a target, later, when the machine learns."""
    return 1 if w1 * x1 + w2 * x2 + b > 0 else -1


@mistake(of="decide")
def sign_of_the_score(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """Yours gives the sign of the score, which has three values: -1, 0 and 1. The answer has two: a
    score below 0 is a no, which is 0."""
    score = w1 * x1 + w2 * x2 + b
    return (score > 0) - (score < 0)


@mistake(of="decide")
def returns_the_score(w1: float, w2: float, b: float, x1: float, x2: float) -> float:
    """Yours returns the score itself. One step is missing: what the score says, yes or no, as 1 or
    0."""
    return w1 * x1 + w2 * x2 + b


@mistake(of="decide")
def answers_with_a_float(w1: float, w2: float, b: float, x1: float, x2: float) -> float:
    """Your answers are right, but of the wrong kind: 1.0 and 0.0 are floats, and a yes or a no is
    an int, 1 or 0."""
    return 1.0 if w1 * x1 + w2 * x2 + b > 0 else 0.0


@mistake(of="decide")
def yes_and_no_exchanged(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """Yours says yes where the score is below 0, and no where it is above: the comparison looks the
    wrong way."""
    return 1 if w1 * x1 + w2 * x2 + b < 0 else 0


@mistake(of="decide")
def threshold_of_one_half(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """The score is compared with 0, not with 0.5 (to round it comes to the same): it is not a
    probability, and the bias already moves the border to where it has to be."""
    return 1 if w1 * x1 + w2 * x2 + b > 0.5 else 0


@mistake(of="decide")
def cuts_off_the_fraction(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """Yours cuts the score down to a whole number before it looks at it, and a score between 0 and
    1 becomes 0 on the way. Any score above 0 is a yes, a millionth too."""
    return 1 if int(w1 * x1 + w2 * x2 + b) > 0 else 0


@mistake(of="decide")
def yes_unless_zero(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """Yours says yes to every score but 0, to a negative one as well. If you wrote `if score`: to
    Python every number but 0 counts as true. Ask whether the score is greater than 0."""
    return 1 if w1 * x1 + w2 * x2 + b else 0


@mistake(of="decide")
def inputs_exchanged(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """In yours w1 meets x2 and w2 meets x1. Each weight belongs to the input of its own number."""
    return 1 if w1 * x2 + w2 * x1 + b > 0 else 0


@mistake(of="decide")
def ignores_the_weights(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """Yours is an AND gate whatever the weights are. The weights and the bias have to make the
    decision, so that other weights make another machine."""
    return 1 if x1 == 1 and x2 == 1 else 0
