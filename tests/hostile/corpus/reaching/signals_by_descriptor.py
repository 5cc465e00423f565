# tries: to have the kernel send a signal to another process, by owning a descriptor for it
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import fcntl
import os

F_SETOWN, F_SETSIG, F_NOTIFY, F_SETLEASE, F_SETPIPE_SZ = 8, 10, 1026, 1024, 1031
for command, argument in ((F_SETOWN, os.getpid()), (F_SETSIG, 0), (F_NOTIFY, 0), (F_SETLEASE, 2)):
    for descriptor in (0, 1, 3):
        try:
            fcntl.fcntl(descriptor, command, argument)
            print("ESCAPED:", command)
        except OSError:
            pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
