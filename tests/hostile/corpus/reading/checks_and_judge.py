# tries: to import what judges it, and to read the checks
# kata: by_hand/decide
# ends: passed
import importlib
import os
import sys

import gradkata

for name in ("gradkata.judge", "gradkata.judge.session", "gradkata.grading", "pytest", "_pytest"):
    try:
        importlib.import_module(name)
        print("ESCAPED:", name)
    except ImportError:
        pass
for name in sys.modules:
    if name.partition(".")[0] in ("pytest", "_pytest") or "judge" in name:
        print("ESCAPED:", name)
try:
    folder = os.path.dirname(gradkata.__file__) + "/../../plugins/by_hand/checks"
    print("ESCAPED:", os.listdir(folder))
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
