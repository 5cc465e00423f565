# tries: to reach a file by way of links and of other working folders
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

attempts = (
    lambda: os.symlink("/etc/passwd", "/tmp/gradkata-hostile-link"),
    lambda: os.link("/etc/passwd", "/tmp/gradkata-hostile-hard-link"),
    lambda: os.readlink("/proc/self/exe"),
    lambda: os.chdir("/proc/self/root/etc"),
    lambda: os.open("passwd", os.O_RDONLY),
    lambda: os.chroot("/tmp"),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
