"""The pack `momentum` keeps every promise that `gradkata verify` asks of it."""

from click.testing import CliRunner

from gradkata.cli import cli


def test_pack_is_proven() -> None:
    found = CliRunner().invoke(cli, ["verify", "momentum", "--strict"])
    assert found.exit_code == 0, found.output
