"""The gradebook: what was graded, kept so that nothing has to be graded twice."""

from gradkata.classroom.book.book import Book, Edition, Entry
from gradkata.classroom.book.opening import open_book

__all__ = ["Book", "Edition", "Entry", "open_book"]
