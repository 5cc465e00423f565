# tries: to print without end
# kata: by_hand/decide
# ends: failed
# says: cut
# time: short
def decide(w1, w2, b, x1, x2):
    while True:
        print("x" * 10_000)
