# tries: to leave a file that everybody on this machine can read
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits folder
import os

path = "/tmp/gradkata-hostile-for-others"
try:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)
    if os.fstat(descriptor).st_mode & 0o066:
        print("ESCAPED: readable by everybody")
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
