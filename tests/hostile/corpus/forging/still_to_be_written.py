# tries: to look unfinished where it would look wrong
# kata: by_hand/decide
# ends: todo
def decide(w1, w2, b, x1, x2):
    score = w1 * x1 + w2 * x2 + b
    raise NotImplementedError(score)
