# tries: to read the reference where it is installed
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

import gradkata

package = os.path.dirname(gradkata.__file__)
for top in (package + "/../..", package + "/course_data", "."):
    try:
        with open(top + "/reference/by_hand/decide.py") as file:
            print("ESCAPED:", file.readline())
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
