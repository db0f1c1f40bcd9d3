"""The floors of the architecture hold, and a module that breaks one is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of setup.cfg on a checkout."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(
        command, cwd=checkout, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(checkout), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the code and its contracts, to plant violations in."""
    for package in ("etl", "dashboard"):
        ignore = shutil.ignore_patterns("__pycache__", "assets")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignore)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def test_the_contracts_hold(checkout: Path) -> None:
    answer = lint(checkout)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("etl/domain/paths.py", "import dashboard.theme"),
        ("etl/steps/load.py", "import dash"),
        ("etl/domain/schedule.py", "import etl.store.query"),
        ("etl/domain/rollup.py", "import sqlalchemy"),
        ("etl/text/kinds.py", "import pathlib"),
        ("etl/project/places.py", "import etl.store.schema"),
        ("etl/project/places.py", "import etl.text.statements"),
        ("etl/store/query.py", "import etl.text.script"),
        ("etl/steps/check.py", "import sqlalchemy"),
        ("etl/formats/plain.py", "import pathlib"),
        ("etl/formats/plain.py", "import etl.text.script"),
        ("etl/project/places.py", "import etl.formats.plain"),
        ("etl/store/query.py", "import etl.formats"),
        ("etl/text/kinds.py", "import etl.formats"),
        ("etl/steps/check.py", "import pdfplumber"),
        ("etl/project/places.py", "import lxml.etree"),
        ("etl/cli.py", "import docx"),
        ("dashboard/board.py", "import sqlalchemy"),
        ("dashboard/figures/trajectory.py", "import dashboard.board"),
        ("dashboard/figures/trajectory.py", "import etl.domain.assess"),
        ("dashboard/pages/place.py", "import dashboard.pages.overview"),
        ("dashboard/format.py", "import dashboard.components"),
        ("etl/utils.py", "x = 1"),
        ("dashboard/helpers.py", "x = 1"),
    ],
)
def test_a_planted_violation_is_caught(checkout: Path, module: str, planted: str) -> None:
    path = checkout / module
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}\n{planted}\n", encoding="utf-8")
    answer = lint(checkout)
    assert answer.returncode == 1, answer.stdout
    assert "BROKEN" in answer.stdout or "Missing layer" in answer.stdout + answer.stderr, (
        answer.stdout
    )


def test_no_module_and_no_function_grows_beyond_the_house_style() -> None:
    import ast

    for path in [*ROOT.glob("etl/**/*.py"), *ROOT.glob("dashboard/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path.name}:{node.name}"
                assert node.returns is not None, f"{path.name}:{node.name}"


def test_the_locked_versions_name_no_place_of_one_machine() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 100
    assert [line for line in lines if line.startswith("-") or "file://" in line] == []
