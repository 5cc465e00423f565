def test_everything():
    print("ESCAPED: a check was run")
