# tries: to read the memory, the environment and the arguments of zygote, judge and everybody
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

parent = os.getppid()
for process in (1, parent, parent - 1, parent + 1, "thread-self", "sys/kernel"):
    for name in ("mem", "environ", "cmdline", "maps", "stack", "hostname"):
        try:
            with open(f"/proc/{process}/{name}", "rb") as file:
                print("ESCAPED:", process, name)
        except OSError:
            pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
