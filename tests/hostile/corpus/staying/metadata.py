# tries: to change what belongs to files: their owner, their mode, their times, their attributes
# kata: by_hand/decide
# ends: passed
import os

path = "/tmp"
attempts = (
    lambda: os.chmod(path, os.stat(path).st_mode),
    lambda: os.chown(path, -1, -1),
    lambda: os.utime(path, (0, 0)),
    lambda: os.setxattr(path, "user.gradkata-hostile", b"x"),
    lambda: os.truncate("/tmp/gradkata-hostile-nothing", 0),
    lambda: os.rename("/tmp/gradkata-hostile-nothing", "/tmp/gradkata-hostile-other"),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except FileNotFoundError:
        print("ESCAPED: it could have")
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
