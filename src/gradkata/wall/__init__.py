"""The wall: a submission runs in a process of its own, and only plain numbers come back."""
