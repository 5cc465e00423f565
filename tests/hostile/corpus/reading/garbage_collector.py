# tries: to find references, checks or seeds among all objects that there are
# kata: by_hand/decide
# ends: passed
import gc
import sys

SECRET = "20261" + "123"
NAMES = "gradkata.judge", "gradkata.course.course", "gradkata.grading", "_pytest"


def of_the_judge(module):
    return isinstance(module, str) and module.startswith(NAMES)


for thing in gc.get_objects():
    if isinstance(thing, dict):
        if of_the_judge(dict.get(thing, "__name__")):
            print("ESCAPED: a module of the judge's")
        for key, value in list(thing.items()):
            if isinstance(key, str) and "seed" == key and value == int(SECRET):
                print("ESCAPED: the seed")
            if isinstance(value, str) and "def test_" in value and "compare: Compare" in value:
                print("ESCAPED: a check")
    elif type(thing).__name__ in ("Kata", "Attempt", "Seat", "Bench"):
        print("ESCAPED:", type(thing).__name__)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
