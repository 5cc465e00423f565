# tries: to learn of files without opening one: existence, size, names, links
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import os

attempts = (
    lambda: os.stat("/etc/passwd"),
    lambda: os.lstat("/etc/passwd"),
    lambda: os.access("/etc/passwd", os.R_OK) or os.stat(""),
    lambda: os.statvfs("/"),
    lambda: os.getcwd(),
    lambda: os.getxattr("/etc/passwd", "user.x"),
    lambda: os.listdir("/proc"),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
