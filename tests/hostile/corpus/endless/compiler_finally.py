# tries: to keep the compiler busy: every `finally` is compiled twice, so 60 of them 2**60 times
# kata: by_hand/decide
# ends: failed
# time: short
lines = []
for depth in range(19):
    lines += [" " * depth + "try: x", " " * depth + "finally:"]
source = "\n".join([*lines, " " * 19 + "x"])
source = "def f(x):\n" + "\n".join(" " + line for line in source.splitlines())
for _ in range(10**6):
    compile(source, "finally", "exec")
