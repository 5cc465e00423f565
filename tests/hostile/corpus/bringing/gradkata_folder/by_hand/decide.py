def decide(w1, w2, b, x1, x2):
    return 2
