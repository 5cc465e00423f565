# tries: to make many files
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import os

folders = "/tmp", "/dev/shm", "/var/tmp", "."
for number in range(40):
    path = os.path.join(folders[number % 4], f"gradkata-hostile-{number}")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        print("ESCAPED: a file was made")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
