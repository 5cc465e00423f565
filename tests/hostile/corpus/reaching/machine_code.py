# tries: to make system calls as another architecture, with machine code of its own
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import ctypes
import mmap

try:
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    # mov eax, 20; int 0x80; ret: getpid of 32-bit Linux
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    print("ESCAPED: code that can be run", flush=True)
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()
except (OSError, MemoryError):
    pass
libc = ctypes.CDLL(None, use_errno=True)
libc.mprotect.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
page = mmap.mmap(-1, 4096)
if libc.mprotect(ctypes.addressof(ctypes.c_char.from_buffer(page)), 4096, 5) == 0:
    print("ESCAPED: code that can be run after all")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
