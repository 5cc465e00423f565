# tries: to return a generator, which answers only when it is asked
# kata: by_hand/vectorised
# ends: failed
def gradients(w, b, x, target):
    yield 0.0
    yield 0.0
