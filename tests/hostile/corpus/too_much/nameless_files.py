# tries: where a kata has files, to fill the disk with files that have no name
# kata: tables/mean
# ends: passed
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
try:
    for made in range(1, 4):
        nameless = os.open(".", os.O_TMPFILE | os.O_RDWR, 0o600)
        os.write(nameless, b"x" * 4096)
        libc.mmap(None, 4096, 1, 1, nameless, 0)
        os.close(nameless)
        print("ESCAPED: nameless files made:", made)
except OSError:
    pass


from pathlib import Path


def mean(name):
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name, text):
    Path(name).write_text(text)
    return Path(name).read_text()
