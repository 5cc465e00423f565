# tries: never to answer
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
def decide(w1, w2, b, x1, x2):
    while True:
        pass
