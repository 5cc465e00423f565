print("ESCAPED: sitecustomize was run")
