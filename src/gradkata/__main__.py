"""`python -m gradkata`."""

from gradkata.cli import main

main()
