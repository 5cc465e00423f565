# tries: to find a descriptor that somebody forgot to close
# kata: by_hand/decide
# ends: passed
# needs: descriptors
import fcntl

found = []
for descriptor in range(4, 2048):
    try:
        fcntl.fcntl(descriptor, fcntl.F_GETFD)
        found.append(descriptor)
    except OSError:
        pass
if found:
    raise RuntimeError(f"ESCAPED: {found}")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
