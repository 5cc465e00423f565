# tries: where a kata has files, to change their rights, times and attributes
# kata: tables/mean
# ends: passed
# needs: seccomp
import os

attempts = {
    "rights": lambda: os.chmod("numbers.txt", 0o777),
    "times": lambda: os.utime("numbers.txt", (0, 0)),
    "attributes": lambda: os.setxattr("numbers.txt", "user.gradkata", b"hostile"),
}
for what, attempt in attempts.items():
    try:
        attempt()
        print("ESCAPED: changed the", what)
    except OSError:
        pass


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
