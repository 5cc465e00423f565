# tries: to meet other submissions in shared memory, message queues and semaphores
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import ctypes
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
KEY, IPC_CREAT, IPC_RMID = int.from_bytes(b"kata", "big"), 0o1000, 0
segment = libc.shmget(KEY, 4096, IPC_CREAT | 0o600)
if segment != -1:
    print("ESCAPED: a segment of System V")
    libc.shmctl(segment, IPC_RMID, 0)
try:
    memory = shared_memory.SharedMemory("gradkata-hostile", create=True, size=10)
    print("ESCAPED: a segment of POSIX")
    memory.unlink()
except (OSError, ImportError):
    pass
for call in (libc.msgget, libc.semget):
    if call(KEY, 0, 0) != -1 or ctypes.get_errno() not in (1, 38):
        print("ESCAPED:", call.__name__)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
