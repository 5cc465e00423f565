# tries: to take other arguments than it is given, and to return before it is called
# kata: by_hand/decide
# ends: failed
async def decide(*args, **kwargs):
    return 1
