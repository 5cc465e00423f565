"""A pack whose kata has files: what a submission may do with them, and what not."""

from pathlib import Path

from gradkata import Kata, Limits, Pack, hookimpl

FILES = {"numbers.txt": "1 2 6\n", "notes.txt": "nothing yet\n"}


@hookimpl
def gradkata_pack() -> Pack:
    katas = [Kata("mean", limits=Limits(files=FILES))]
    return Pack("tables", "Tables", Path(__file__).parents[2], katas)
