"""What goes into an autograder for Gradescope."""
