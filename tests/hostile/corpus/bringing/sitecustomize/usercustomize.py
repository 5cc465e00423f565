print("ESCAPED: usercustomize was run")
