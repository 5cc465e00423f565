print("ESCAPED: %run was run")
