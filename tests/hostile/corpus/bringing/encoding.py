# tries: to be read as another program than the one that is run, by declaring an encoding
# kata: by_hand/decide
# ends: failed
# -*- coding: unicode_escape -*-
import os

# \x0aprint("ESCAPED: a comment was run")


def decide(w1, w2, b, x1, x2):
    return 2  # \x0a    return int(w1 * x1 + w2 * x2 + b > 0)
