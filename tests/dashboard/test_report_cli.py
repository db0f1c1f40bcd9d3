"""`urban report`: the file's name on stdout, talk on stderr, refusals as sentences."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from dashboard.cli import main
from dashboard.reporting import CHECKSUMS, SKIPPED
from etl.project.folder import Folder
from tests.dashboard.counties import counties


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Pingliang with two counties, the second without values."""
    return counties(tmp_path_factory.mktemp("few") / "project", 2, silent=1)


def urban(folder: Folder, *arguments: str | Path) -> Result:
    given = ["report", "--project", str(folder.root), *map(str, arguments)]
    return CliRunner().invoke(main, given, env={"URBAN_DATABASE_URL": ""})


def refused(result: Result, code: int = 1) -> str:
    assert result.exit_code == code, result.output
    assert result.stdout == "" and "Traceback" not in result.stderr
    return result.stderr


def text_of(path: Path) -> str:
    return "\n".join(part.text for part in Document(str(path)).paragraphs)


@pytest.mark.parametrize("place", ["620801", "甲1县"])
def test_a_report_is_written_and_only_its_name_is_data(
    folder: Folder, tmp_path: Path, place: str
) -> None:
    out = tmp_path / "报告.docx"
    result = urban(folder, "--place", place, "--year", "2021", "-o", out)
    assert result.exit_code == 0
    assert result.stdout == f"{out}\n"
    assert result.stderr.splitlines() == [
        "正在汇总 甲1县", "正在生成 甲1县：Word", "正在保存文件", "已生成。"
    ]  # fmt: skip
    assert "甲1县" in text_of(out)
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "magic"),
    [("a.docx", b"PK"), ("a.PDF", b"%PDF-"), ("a.xlsx", b"PK"), ("a.pptx", b"PK")],
)
def test_the_suffix_says_the_format_where_nothing_else_does(
    folder: Folder, tmp_path: Path, name: str, magic: bytes
) -> None:
    result = urban(folder, "--place", "620801", "--year", "2021", "-o", tmp_path / name)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_sections_are_named_by_key_or_by_title(folder: Folder, tmp_path: Path) -> None:
    asked = ("--place", "620801", "--year", "2021")
    for name, given in (("a", "conclusion,method"), ("b", "总体结论，口径说明")):
        out = tmp_path / f"{name}.docx"
        assert urban(folder, *asked, "-o", out, "--sections", given).exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert "主要指标进展" not in text_of(tmp_path / "a.docx")
    result = urban(folder, *asked, "-o", tmp_path / "c.docx", "--sections", "结论")
    assert "没有“结论”这一部分" in refused(result, 2)


def test_a_place_with_those_within_is_packed(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "平凉.zip"
    asked = ("--place", "平凉市", "--year", "2021", "--with-members", "-o", out)
    result = urban(folder, *asked, "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    assert "正在生成 甲1县（2/3）：Excel" in result.stderr
    assert "已生成1个地区的报告；另有2个地区没有生成" in result.stderr
    with zipfile.ZipFile(out) as pack:
        assert pack.namelist() == ["甲1县2021年度监测评估报告.xlsx", SKIPPED, CHECKSUMS]
    assert urban(folder, *asked).exit_code == 0
    with zipfile.ZipFile(out) as pack:
        assert pack.namelist()[0] == "甲1县2021年度监测评估报告.docx"


def test_a_day_of_the_past_is_reported_as_it_was_known(folder: Folder, tmp_path: Path) -> None:
    asked = ("--place", "620801", "--year", "2021", "-o", tmp_path / "a.docx")
    assert urban(folder, *asked, "--as-of", "2021-12-31").exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        text = "".join(parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml"))
    assert "数据截至2021年12月31日" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--place", "没有市", "--year", "2021", "-o", "a.docx"), "没有“没有市”这个地区"),
        (("--place", "620802", "--year", "2021", "-o", "a.docx"), "甲2县"),
        (("--place", "620800", "--year", "2021", "-o", "a.docx"), "平凉市"),
        (("--place", "620801", "--year", "2021", "-o", "a.pdf", "--format", "docx"), "后缀与Word报告不符"),
        (("--place", "620801", "--year", "2021", "-o", ".", "--format", "docx"), "是文件夹"),
        (("--place", "620801", "--year", "2021", "-o", "no/a.docx"), "没有文件夹"),
        (("--place", "620801", "--year", "2021", "-o", "a.docx", "--template", "t.docx"), "没有模板文件t.docx"),
        (("--place", "酒泉市", "--year", "2021", "-o", "a.zip", "--with-members"), "没有一个地区可以生成报告"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_what_cannot_be_done_is_a_sentence_and_no_file(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert said in refused(urban(folder, *arguments))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--place", "620801", "--year", "2021"), ("--place", "620801", "--year", "x", "-o", "a.docx"),
        ("--place", "620801", "--year", "21", "-o", "a.docx"), ("--place", "620801", "--year", "2021", "-o", "a"),
        ("--place", "620801", "--year", "2021", "-o", "a.doc"), ("--place", "620801", "--year", "2021", "-o", "a.zip"),
        ("--place", "620801", "--year", "2021", "-o", "a.docx", "--format", "odt"),
        ("--place", "620801", "--year", "2021", "-o", "a.docx", "--as-of", "昨天"),
        ("--place", "620801", "--year", "2021", "-o", "a.docx", "--as-of", "2199-01-01"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_misuse_ends_with_two(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(urban(folder, *arguments), 2)
    assert list(tmp_path.iterdir()) == []


def test_help_shows_an_example() -> None:
    result = CliRunner().invoke(main, ["report", "--help"])
    assert result.exit_code == 0
    assert "urban report --place 620800 --year 2022 -o 报告.docx" in result.stdout
