# tries: to send a datagram, and to ask for a name
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import socket

try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"answers", ("127.0.0.1", 9))
        print("ESCAPED: a datagram")
except OSError:
    pass
try:
    socket.getaddrinfo("gradkata.invalid", 80)
    print("ESCAPED: a name was found")
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
