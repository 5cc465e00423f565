"""`json`: the results document as `gradkata grade --json` writes it."""

from __future__ import annotations

from gradkata.judge.records import Results
from gradkata.results import to_json


def export(results: Results) -> str:
    return to_json(results).decode()
