# tries: to reach daemons of this machine over sockets with a path or an abstract name
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import socket

for address in ("/var/run/docker.sock", "/run/systemd/private", "\0gradkata-hostile"):
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            print("ESCAPED: a socket")
            connection.connect(address)
    except OSError:
        pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
