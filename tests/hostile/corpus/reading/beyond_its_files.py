# tries: where a kata has files, to read others: the system's, the home's, the judge's
# kata: tables/mean
# ends: passed
# needs: landlock
import os

parent = os.getppid()
for path in ("/etc/passwd", "/etc/shadow", "/root/.bashrc", f"/proc/{parent}/maps", "/dev/zero"):
    try:
        with open(path, "rb") as file:
            print("ESCAPED:", path, len(file.read(10)))
    except OSError:
        pass
for folder in ("/", "/root", "/home", "/tmp", "..", "/proc"):
    try:
        print("ESCAPED:", folder, len(os.listdir(folder)))
    except OSError:
        pass


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
