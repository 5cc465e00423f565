"""The command line. Each command imports what it needs when it runs, so that help is instant."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys

import click

from gradkata import __version__
from gradkata.cli import authoring, check, grade, gradescope, learning, report, setup, watch
from gradkata.errors import UserError

INTERRUPTED = 130


class Commands(click.Group):
    """Tells what is the user's to mend in one line, with exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(f"gradkata: {error}", err=True)
            ctx.exit(2)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gradkata")
def cli() -> None:
    """Gradient descent, learned by writing it.

    Fill in the stubs in katas/, then run `gradkata check`.
    """


for command in (
    setup.init,
    setup.list_katas,
    check.check,
    watch.watch,
    learning.hint,
    learning.reset,
    learning.solution,
    grade.grade,
    report.report,
    gradescope.gradescope,
    gradescope.autograde,
    authoring.verify,
    authoring.new,
    setup.plugins,
    setup.doctor,
):
    cli.add_command(command)


def main() -> None:
    """The entry point: a learner's odd characters must not break a terminal that lacks them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli()
    except SystemExit as leaving:
        _leave_at_once(leaving)
        raise


def _leave_at_once(leaving: SystemExit) -> None:
    """To take torch apart again at exit takes half a second, and somebody waits."""
    if "torch" not in sys.modules or not isinstance(leaving.code, int | None):
        return
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(leaving.code or 0)
