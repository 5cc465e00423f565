"""`gradkata watch`: an answer for every save, before the hand leaves the keyboard."""
