# tries: to import the reference under every name it could have
# kata: by_hand/decide
# ends: passed
import importlib
import sys

for name in ("reference.by_hand.decide", "by_hand.decide", "decide", "katas.by_hand.decide"):
    for prefix in ("", "gradkata.", "gradkata.course_data."):
        try:
            importlib.import_module(prefix + name)
            print("ESCAPED:", prefix + name)
        except ImportError:
            pass
if any("reference" in name for name in sys.modules):
    print("ESCAPED: it is loaded already")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
