# tries: to read the grader's home and the system's users
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.bashrc", "/root/.ssh/id_rsa"):
    try:
        with open(path, "rb") as file:
            print("ESCAPED:", len(file.read(10)))
    except OSError:
        pass
for folder in ("/", "/root", "/home", "/etc"):
    try:
        print("ESCAPED:", len(os.listdir(folder)))
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
