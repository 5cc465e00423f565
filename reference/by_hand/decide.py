"""Decide: the smallest machine that can say yes or no.

Two numbers come in, x1 and x2. Each is multiplied by a weight, which says how much it counts and
in which direction; a bias b is added to the sum. The result is called the score:

    score = w1*x1 + w2*x2 + b

The answer is 1 ("yes") where the score is greater than 0, and 0 ("no") otherwise. A score of
exactly 0 is a no. All of w1, w2, b, x1, x2 are plain numbers, and the answer is an int.

With w1 = 1, w2 = 1 and b = -1.5 the machine is an AND gate, which says yes only to two ones:

    x1  x2    score                        answer
     0   0    1*0 + 1*0 - 1.5 = -1.5       0
     1   0    1*1 + 1*0 - 1.5 = -0.5       0
     0   1    1*0 + 1*1 - 1.5 = -0.5       0
     1   1    1*1 + 1*1 - 1.5 =  0.5       1

Here a person had to find the right weights. In the katas that follow the machine finds them by
itself; for that, `gradients` asks first which way each of w1, w2 and b would have to be turned.
"""


def decide(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """1 where the score w1*x1 + w2*x2 + b is greater than 0, else 0."""
    score = w1 * x1 + w2 * x2 + b
    return 1 if score > 0 else 0
