print("ESCAPED: a plugin was loaded")
