# tries: to return an integer of a hundred thousand digits
# kata: by_hand/decide
# ends: failed
# says: more than 64 bits
def decide(w1, w2, b, x1, x2):
    return 10**100_000
