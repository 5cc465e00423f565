# tries: to raise what `except Exception` does not catch, while it is loaded
# kata: by_hand/decide
# ends: failed
# says: ended the process
raise GeneratorExit
