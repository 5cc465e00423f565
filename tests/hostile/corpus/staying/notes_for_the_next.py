# tries: where a kata has files, to leave more of them, by any name
# kata: tables/mean
# ends: passed
# needs: seccomp landlock
import os

attempts = {
    "a file": lambda: open("gradkata-hostile", "x"),
    "a folder": lambda: os.mkdir("gradkata-hostile-folder"),
    "a link": lambda: os.symlink("numbers.txt", "gradkata-hostile-link"),
    "a second name": lambda: os.link("numbers.txt", "gradkata-hostile-name"),
    "a new name": lambda: os.rename("notes.txt", "gradkata-hostile-notes"),
    "a pipe": lambda: os.mkfifo("gradkata-hostile-pipe"),
}
for what, attempt in attempts.items():
    try:
        attempt()
        print("ESCAPED: made", what)
    except OSError:
        pass
try:
    os.rename("gradkata-hostile-notes", "notes.txt")
except OSError:
    pass


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
