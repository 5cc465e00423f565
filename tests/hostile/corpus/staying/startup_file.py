# tries: to be run by the next Python or shell that starts
# kata: by_hand/decide
# ends: passed
import os
import sysconfig

site = sysconfig.get_path("purelib")
for path in (f"{site}/gradkata-hostile.pth", "/tmp/gradkata-hostile.sh", "/root/gradkata-hostile"):
    try:
        with open(path, "a") as file:
            file.write("# still here\n")
        print("ESCAPED:", path)
        os.unlink(path)
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
