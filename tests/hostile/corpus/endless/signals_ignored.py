# tries: to ignore every signal that could stop it
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)


def decide(w1, w2, b, x1, x2):
    while True:
        pass
