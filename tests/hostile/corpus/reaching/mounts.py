# tries: to mount, to pivot, to change the root
# kata: by_hand/decide
# ends: passed
# needs: seccomp capabilities landlock
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
# With null pointers: "bad address" would show that the call itself is not refused.
for call in (libc.mount, libc.umount2, libc.pivot_root, libc.chroot, libc.swapon):
    if call(0, 0, 0, 0, 0) != -1 or ctypes.get_errno() not in (1, 38):
        print("ESCAPED:", call.__name__)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
