# tries: to write a file when everything is over
# kata: by_hand/decide
# ends: failed
import atexit


@atexit.register
def leave():
    with open("/tmp/gradkata-hostile-at-exit", "w") as file:
        file.write("still here")


def decide(w1, w2, b, x1, x2):
    return 2
