# tries: to use up the machine's descriptors
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

kept = []
try:
    for _ in range(200):
        kept += [os.open("/dev/null", os.O_RDONLY)]
    print("ESCAPED: two hundred descriptors")
except OSError:
    pass
for descriptor in kept:
    os.close(descriptor)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
