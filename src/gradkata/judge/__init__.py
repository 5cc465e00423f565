"""The judge: checks run by pytest, with the submission on the other side of the wall."""
