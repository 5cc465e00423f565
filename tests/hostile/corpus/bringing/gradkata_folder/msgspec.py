print("ESCAPED: another msgspec was imported")
