# tries: to swallow whatever is raised into it
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
def decide(w1, w2, b, x1, x2):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
