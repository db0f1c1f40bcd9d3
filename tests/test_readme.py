"""The README cannot lie: its console blocks are run and their output compared."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.export.own_template import FIELDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ (.+?)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the committed project is loaded into a database of its own."""
    database = tmp_path_factory.mktemp("readme") / "urban.sqlite"
    environ = os.environ | {
        "URBAN_DATABASE_URL": f"sqlite:///{database}",
        "URBAN_PROJECT": str(ROOT),
    }
    run("urban load", environ)
    return environ


def run(command: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the README with the `urban` of this environment."""
    name, *words = command.split()
    script = shutil.which(name, path=str(Path(sys.executable).parent))
    assert script, f"{name} is not installed"
    return subprocess.run(
        [script, *words], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


def test_the_readme_tours_the_line() -> None:
    said = " ".join(command for command, _ in BLOCKS)
    for verb in ("path", "review", "status", "explain", "load"):
        assert f"urban {verb}" in said


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_a_command_prints_what_the_readme_says(
    command: str, output: str, loaded: dict[str, str]
) -> None:
    answer = run(command, loaded)
    assert answer.returncode == 0, answer.stderr
    printed = answer.stdout or answer.stderr
    if output.rstrip().endswith("…"):
        assert printed.startswith(output.rstrip().rstrip("…").rstrip("\n"))
    else:
        assert printed.strip() == output.strip()


def test_every_verb_of_the_readme_exists_and_shows_an_example() -> None:
    for verb in set(re.findall(r"`urban (\w+)", README)):
        answer = CliRunner().invoke(main, [verb, "--help"])
        assert answer.exit_code == 0, verb
        assert "例：urban" in answer.output, verb


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_the_readme_shows_is_there() -> None:
    for name in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / name).exists(), name


def test_the_fields_of_a_template_are_those_of_the_code() -> None:
    listed = re.findall(
        r"^\| `([\w.键]+)` \| (.+) \|$", README.partition("**自备模板**")[2], re.MULTILINE
    )
    assert tuple(listed[: len(FIELDS)]) == FIELDS
