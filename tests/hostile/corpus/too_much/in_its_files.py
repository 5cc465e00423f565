# tries: where a kata has files, to fill the disk with them
# kata: tables/mean
# ends: passed
# needs: limits
for name in ("notes.txt", "numbers.txt"):
    with open(name) as file:
        before = file.read()
    try:
        with open(name, "r+b", buffering=0) as file:
            file.seek(3 * 2**20)
            file.write(b"x")
        print("ESCAPED: three megabytes in", name)
    except OSError:
        pass
    with open(name, "w") as file:
        file.write(before)


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
