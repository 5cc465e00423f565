# tries: to slow down others, and to hurry itself
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import os

parent = os.getppid()
attempts = (
    lambda: os.setpriority(os.PRIO_PROCESS, parent, os.getpriority(os.PRIO_PROCESS, parent)),
    lambda: os.sched_setaffinity(parent, os.sched_getaffinity(parent)),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.nice(0),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
