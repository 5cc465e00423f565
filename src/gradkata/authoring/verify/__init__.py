"""`gradkata verify`: whether a kata's checks can be trusted, found by trying."""
