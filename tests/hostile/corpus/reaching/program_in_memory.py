# tries: to run a program that is no file
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import os

try:
    descriptor = os.memfd_create("gradkata-hostile")
    print("ESCAPED: a file in memory")
    os.write(descriptor, b"#!/bin/echo ESCAPED")
    os.execve(descriptor, ["program"], {})
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
