# tries: sockets of the rarer families
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import socket

# netlink, packet, Bluetooth, the kernel's ciphers, virtual machines
for family in (16, 17, 31, 38, 40):
    for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind).close()
            print("ESCAPED:", family)
        except OSError:
            pass
try:
    socket.socketpair()
    print("ESCAPED: a pair")
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
