# tries: to crash the compiler by nesting
# kata: by_hand/decide
# ends: failed
# says: cannot be loaded
compile("(" * 90_000 + ")" * 90_000, "nesting", "eval")
