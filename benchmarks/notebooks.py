"""The made-up class as notebooks, which is what Otter and nbgrader grade: a cell for each kata."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gradkata.course.kata import Kata

HERE = Path(__file__).resolve().parent
# Threads of BLAS would have the unprotected ways use all cores, for sums that are too small.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
Cell = dict[str, Any]


def run_tool(folder: Path, module: str, *words: str) -> None:
    """Run a tool's own command; what it calls finds the modules that lie beside this file."""
    # nbgrader calls a program by its name, as if its environment were always an active one.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=folder,
        env=os.environ | ONE_THREAD | {"PATH": path, "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{module} {words[0]} failed:\n{done.stdout[-2000:]}")


def cell(source: str, metadata: Cell) -> Cell:
    code: Cell = {"cell_type": "code", "execution_count": None, "outputs": []}
    return code | {"metadata": metadata, "source": source}


def label(kata: Kata) -> str:
    """What a kata's cells and tests are called, where a slash may not be."""
    return f"{kata.pack}-{kata.name}"


def write_notebook(path: Path, cells: Iterable[Cell]) -> None:
    version = {"nbformat": 4, "nbformat_minor": 4}
    notebook = version | {"metadata": {"kernelspec": KERNEL}, "cells": list(cells)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")
