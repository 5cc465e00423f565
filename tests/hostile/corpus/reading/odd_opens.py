# tries: to open files by ways that are easily forgotten
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import ctypes
import io
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.fopen.restype = ctypes.c_void_p
attempts = (
    lambda: os.open("/etc/passwd", os.O_PATH),
    lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),
    lambda: os.open("/etc/passwd", os.O_RDONLY | os.O_NOFOLLOW | os.O_NOATIME),
    lambda: io.open_code("/etc/passwd"),
    lambda: libc.fopen(b"/etc/passwd", b"r") or os.open("", 0),
    lambda: libc.creat(b"/tmp/gradkata-hostile-creat", 0) + 1 or os.open("", 0),
    lambda: libc.open_by_handle_at(-100, 0, 0) + 1 or os.open("", 0),
    lambda: libc.syscall(437, -100, b"/etc/passwd", 0, 0) + 1 or os.open("", 0),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
