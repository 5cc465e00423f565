# tries: to load the reference's file past the sealed list of finders
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import importlib.machinery
import os

import gradkata

package = os.path.dirname(gradkata.__file__)
for top in (package + "/../..", package + "/course_data"):
    path = top + "/reference/by_hand/decide.py"
    try:
        importlib.machinery.SourceFileLoader("decide", path).load_module()
        print("ESCAPED: loaded")
    except (ImportError, OSError):
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
