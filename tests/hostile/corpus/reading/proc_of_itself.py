# tries: to read about itself in /proc: maps, memory, arguments, descriptors
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
for name in ("maps", "cmdline", "environ", "status", "mountinfo", "cgroup", "fd/0", "mem"):
    try:
        with open("/proc/self/" + name, "rb") as file:
            print("ESCAPED:", name, len(file.read(1)))
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
