# tries: to read files with numpy's own readers
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import numpy as np

attempts = (
    lambda: np.fromfile("/etc/passwd", np.uint8),
    lambda: np.loadtxt("/etc/passwd", str, delimiter="\n"),
    lambda: np.genfromtxt("/etc/hostname", str),
    lambda: np.memmap("/etc/passwd", np.uint8, "r"),
    lambda: np.load("/etc/passwd", allow_pickle=True),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except (OSError, ValueError, ImportError):
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
