# tries: to call home over TCP
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import socket

for family, address in ((socket.AF_INET, ("127.0.0.1", 9)), (socket.AF_INET6, ("::1", 9))):
    try:
        with socket.socket(family) as connection:
            print("ESCAPED: a socket")
            connection.connect(address)
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
