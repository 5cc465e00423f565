print("ESCAPED: another numpy was imported")


def __getattr__(name):
    return lambda *args, **kwargs: True
