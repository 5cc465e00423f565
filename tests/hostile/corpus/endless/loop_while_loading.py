# tries: never to be loaded
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
while True:
    pass
