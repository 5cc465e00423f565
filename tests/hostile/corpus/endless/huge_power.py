# tries: to be stuck inside one operation, where no signal handler of Python's runs
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
def decide(w1, w2, b, x1, x2):
    return (7**7**8) % 3
