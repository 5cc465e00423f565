# tries: to hand in something that is not a function
# kata: by_hand/decide
# ends: failed
decide = type("decide", (), {"__new__": lambda cls, *args: object.__new__(cls)})
