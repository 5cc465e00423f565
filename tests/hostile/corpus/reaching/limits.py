# tries: to raise its own limits, and to see or set those of others
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import os
import resource

attempts = (
    lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    lambda: resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY,) * 2),
    lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU),
    lambda: resource.prlimit(0, resource.RLIMIT_CORE, (0, 0)),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except (OSError, ValueError):
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
