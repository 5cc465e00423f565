# tries: to keep something in the kernel's keyrings, for the next submission to find
# kata: by_hand/decide
# ends: passed
import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
SESSION, USER = -3, -4
NUMBERS = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}
for number in NUMBERS[sys.implementation._multiarch.partition("-")[0]]:
    for ring in (SESSION, USER):
        result = libc.syscall(number, b"user", b"gradkata-hostile", b"x", 1, ring)
        if result != -1 or ctypes.get_errno() not in (1, 38):
            print("ESCAPED:", number)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
