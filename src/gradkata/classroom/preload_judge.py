"""What each worker needs, imported once by the process that they are all forked from."""

import atexit
import os

import gradkata.classroom.parcel
import gradkata.grading
import gradkata.judge.run
import gradkata.wall.hands  # noqa: F401

# To take torch apart at the end would take half a second, and whoever graded waits for it.
atexit.register(os._exit, 0)
