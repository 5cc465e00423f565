# tries: to read more from its own descriptors than the questions it is asked
# kata: by_hand/decide
# ends: passed
import os

try:
    if os.read(0, 100):
        print("ESCAPED: there was something on its standard input")
except OSError:
    pass
for descriptor in (0, 1, 2, 3):
    for read in (os.pread, os.lseek):
        try:
            print("ESCAPED:", descriptor, read(descriptor, 0, 1 if read is os.pread else 2)) if descriptor else None
        except OSError:
            pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
