# tries: to become another program
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

try:
    os.execv("/bin/echo", ["echo", "ESCAPED: another program"])
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
