# tries: to let the compiler fold constants until it is out of memory or time
# kata: by_hand/decide
# ends: failed
# time: short
for _ in range(10**9):
    compile("+".join(["(1 << 100) * (9 ** 40)"] * 20_000), "constants", "eval")
