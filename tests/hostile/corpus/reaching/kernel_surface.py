# tries: parts of the kernel that a computation has no business with
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
calls = {
    "io_uring_setup": (425, 1, 0),
    "bpf": (321, 0, 0, 0),
    "perf_event_open": (298, 0, 0, -1, -1, 0),
    "userfaultfd": (323, 0),
    "inotify_init1": (294, 0),
    "fanotify_init": (300, 0, 0),
    "timerfd_create": (283, 0, 0),
    "eventfd2": (290, 0, 0),
    "signalfd4": (289, -1, 0, 8, 0),
    "epoll_create1": (291, 0),
    "mq_open": (240, 0, 0, 0, 0),
    "landlock_create_ruleset": (444, 0, 0, 1),
    "seccomp": (317, 2, 0, 0),
    "memfd_secret": (447, 0),
    "kcmp": (312, 0, 0, 0, 0, 0),
    "setitimer": (38, 0, 0, 0),
    "alarm": (37, 0),
    "reboot": (169, 0, 0, 0, 0),
    "init_module": (175, 0, 0, 0),
    "kexec_load": (246, 0, 0, 0, 0),
    "sethostname": (170, 0, -1),
    "settimeofday": (164, 0, 0),
    "quotactl": (179, 0, 0, 0, 0),
    "acct": (163, 0),
    "syslog": (103, 3, 0, 0),
}
for name, (number, *arguments) in calls.items():
    if libc.syscall(number, *arguments) != -1 or ctypes.get_errno() not in (1, 38):
        print("ESCAPED:", name)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
