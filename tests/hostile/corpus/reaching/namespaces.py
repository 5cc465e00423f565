# tries: to move into namespaces of its own, where it would be root
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
# user; user with mounts, network, processes, host name
for flags in (0x10000000, 0x10000000 | 0x20000 | 0x40000000 | 0x20000000 | 0x4000000):
    if libc.unshare(flags) == 0:
        print("ESCAPED: a namespace")
if libc.setns(0, 0) != -1 or ctypes.get_errno() != 1:
    print("ESCAPED: somebody's namespace")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
