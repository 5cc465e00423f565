"""Finding and reading submissions: all is parsed within limits, nothing is run or unpacked."""
