print("ESCAPED: another gradkata was run")
