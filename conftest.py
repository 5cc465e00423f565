pytest_plugins = ["gradkata.judge.in_course"]
