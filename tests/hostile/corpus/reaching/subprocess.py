# tries: to start another program, in every way that Python has
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import ctypes
import os
import subprocess

attempts = (
    lambda: subprocess.run(["/bin/echo", "ESCAPED: a program"], check=True),
    lambda: os.posix_spawn("/bin/echo", ["echo", "ESCAPED: spawned"], {}),
    lambda: os.system("/bin/echo ESCAPED: a shell"),
    lambda: os.popen("/bin/echo ESCAPED: a pipe").read(),
    lambda: ctypes.CDLL(None).system(b"/bin/echo ESCAPED: a shell of C"),
)
for attempt in attempts:
    try:
        attempt()
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
