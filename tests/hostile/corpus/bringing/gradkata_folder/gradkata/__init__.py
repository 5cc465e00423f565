print("ESCAPED: another gradkata was imported")
