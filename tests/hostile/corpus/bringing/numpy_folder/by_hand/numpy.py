print("ESCAPED: another numpy was imported")
