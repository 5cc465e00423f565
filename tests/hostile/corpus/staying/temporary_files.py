# tries: to leave temporary files
# kata: by_hand/decide
# ends: failed
# needs: seccomp landlock limits
import tempfile


def decide(w1, w2, b, x1, x2):
    for folder in ("/tmp", "/dev/shm", "/var/tmp"):
        tempfile.mkstemp(prefix="gradkata-hostile-", dir=folder)
    return 2
