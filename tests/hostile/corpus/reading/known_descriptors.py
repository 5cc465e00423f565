# tries: to read more from its own descriptors than the questions it is asked
# kata: by_hand/decide
# ends: passed
import os

if os.read(0, 100):
    print("ESCAPED: there was something on its standard input")
for descriptor in (1, 2, 3):
    for attempt in (lambda: os.pread(descriptor, 1, 0), lambda: os.lseek(descriptor, 0, 2)):
        try:
            attempt()
            print("ESCAPED:", descriptor)
        except OSError:
            pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
