"""Errors that are told to people: one line each, what, where, and what to do next."""


class UserError(Exception):
    """The input or the usage is at fault; the command line prints the message and exits with 2."""
