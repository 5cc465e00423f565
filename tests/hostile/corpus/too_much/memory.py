# tries: to take more memory than there is for it
# kata: by_hand/decide
# ends: passed
# time: short
# needs: limits
try:
    kept = [bytes(2**29) for _ in range(4)]
    print("ESCAPED: two gigabytes")
except MemoryError:
    kept = None


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
