"""Small classes, gradebooks of both kinds, and the command line as a process to disturb."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sql

from gradkata.course.course import bundled_course

DECIDE = "by_hand/decide.py"
RIGHT = (bundled_course() / "reference" / DECIDE).read_text("utf-8")
WRONG = RIGHT.replace("> 0 else", ">= 0 else")
ROW = re.compile(r" *[\d.]+ / [\d.]+  (learner\d+) ")
WriteClass = Callable[..., Path]


@pytest.fixture(scope="session")
def write_class() -> WriteClass:
    """Write so many submissions of one kata, every third of them wrong, no two alike."""

    def write(folder: Path, total: int) -> Path:
        for number in range(total):
            file = folder / f"learner{number:03}" / DECIDE
            file.parent.mkdir(parents=True)
            file.write_text(f"{WRONG if number % 3 == 0 else RIGHT}\n# {number}\n", "utf-8")
        return folder

    return write


def descendants(pid: int) -> set[int]:
    """All processes that this one started, and theirs."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        words = " ".join((task / "children").read_text() for task in tasks).split()
    except OSError:
        return set()
    return {child for word in words for child in {int(word), *descendants(int(word))}}


def are_gone(pids: set[int], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while any(_runs(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@dataclass
class Grading:
    """`gradkata grade` as a process of its own, whose lines are read as they come."""

    arguments: list[str]
    cwd: Path
    lines: list[str] = field(default_factory=list)
    started: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        command = [sys.executable, "-P", "-m", "gradkata", "grade", *self.arguments]
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_"))}
        self.process = subprocess.Popen(
            command, cwd=self.cwd, env=inherited, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=_hears_ctrl_c,
        )  # fmt: skip

    def read_rows(self, wanted: int) -> None:
        """Read until so many more submissions are graded, or the end."""
        assert self.process.stdout is not None
        while wanted and (line := self.process.stdout.readline()):
            self.lines.append(line)
            wanted -= is_row(line)

    def finish(self) -> int:
        assert self.process.stdout is not None
        self.lines += self.process.stdout.readlines()
        return self.process.wait(60)

    def kill(self) -> None:
        self.process.kill()
        self.finish()

    def interrupt(self) -> int:
        """Ctrl-C, which reaches every process of the terminal's group."""
        self.started = descendants(self.process.pid)
        os.killpg(self.process.pid, signal.SIGINT)
        return self.finish()

    @property
    def saved(self) -> list[str]:
        """Who was graded and saved by this run."""
        return [found[1] for line in self.lines if (found := ROW.match(line)) and is_row(line)]


def grading(*arguments: str | Path, cwd: Path) -> Grading:
    return Grading([*map(str, arguments), "--only", "by_hand/decide"], cwd)


Start = Callable[..., Grading]


def is_row(line: str) -> bool:
    return bool(ROW.match(line)) and "(from the gradebook)" not in line


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start grading: `start("--jobs", "2", folder)`, by default in a folder of the test's own."""
    started: list[Grading] = []

    def begin(*arguments: str | Path, cwd: Path = tmp_path) -> Grading:
        started.append(grading(*arguments, cwd=cwd))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.kill()


def _hears_ctrl_c() -> None:
    # What a shell starts in the background ignores Ctrl-C, and so does all that it starts itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def marks(book: str) -> list[tuple[str, str, float, str]]:
    """What is in a gradebook: each submission's name, content, score and outcome."""
    engine = sql.create_engine(book if "://" in book else f"sqlite:///{book}")
    query = """
        SELECT s.name, s.digest, a.score, o.outcome FROM submissions s
        JOIN attempts a ON a.submission_id = s.id JOIN outcomes o ON o.attempt_id = a.id
        ORDER BY s.name, s.digest, a.id"""
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sql.text(query))]
    finally:
        engine.dispose()


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    return Path(on_path).parent if on_path else found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test run's own."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # It refuses to run as root, and somebody else cannot reach into pytest's own folders.
    user = "nobody" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="gradkata-postgres-"))
    if user:
        shutil.chown(folder, user)
    try:
        yield from _serving(programs, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serving(programs: Path, folder: Path, user: str | None) -> Iterator[str]:
    data = folder / "data"
    initdb: list[str | Path] = [
        programs / "initdb",
        "--username=grader",
        "--auth=trust",
        "--no-sync",
        data,
    ]
    subprocess.run(initdb, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options: list[str | Path] = [
        "-p",
        str(port),
        "-k",
        folder,
        "-c",
        "listen_addresses=127.0.0.1",
        "-F",
    ]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, *options],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"postgresql+psycopg://grader@127.0.0.1:{port}/postgres"
    try:
        _wait_for(url)
        yield url
    finally:
        # Its word for: do not wait until everybody has left.
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _wait_for(url: str) -> None:
    engine = sql.create_engine(url)
    deadline = time.monotonic() + 60
    while True:
        try:
            with engine.connect():
                return engine.dispose()
        except sql.exc.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty gradebook is to be: a file, or a database."""
    if request.param == "sqlite":
        yield str(tmp_path / "book.db")
        return
    server: str = request.getfixturevalue("postgres")
    # A schema for each test is there at once, where a database would have to be copied.
    schema, admin = f"book_{time.time_ns()}", sql.create_engine(server)
    with admin.begin() as connection:
        connection.execute(sql.text(f"CREATE SCHEMA {schema}"))
    yield f"{server.replace('+psycopg', '')}?options=-csearch_path%3D{schema}"
    admin.dispose()
