# tries: to wait for somebody to type an answer
# kata: by_hand/decide
# ends: failed
# says: EOFError
def decide(w1, w2, b, x1, x2):
    return input("the answer? ")
