# tries: to return 2**40 values from 40 lists, each twice in the next
# kata: by_hand/vectorised
# ends: failed
# time: short
def gradients(w, b, x, target):
    doubled = [0.0]
    for _ in range(15):
        doubled = [doubled] * 40
    return doubled
