# tries: where a kata has files, to change those of the submissions before and after
# kata: tables/mean
# ends: passed
# needs: landlock
import os

here = os.path.basename(os.getcwd())
others = [str(int(here) + step) for step in range(-3, 4) if step] if here.isdigit() else []
for other in others:
    try:
        with open(f"../{other}/numbers.txt", "w") as file:
            file.write("7 7 7")
        print("ESCAPED: changed the numbers of", other)
    except OSError:
        pass


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
