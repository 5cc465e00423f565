print("ESCAPED: the pack was imported")
