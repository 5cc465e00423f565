# Teacher: You print the answer; return it.
# Accepts: returns_nothing
# mypy: ignore-errors


def decide(w1, w2, b, x1, x2):
    if w1 * x1 + w2 * x2 + b > 0:
        print(1)
    else:
        print(0)
