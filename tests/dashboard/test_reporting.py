"""Report files: whole or not at all, the same every time, one at a time however many."""

import gc
import io
import subprocess
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from dashboard.board import Board
from dashboard.reader import BoardReader
from dashboard.report.records import Report
from dashboard.report.refusals import NothingToReport
from dashboard.reporting import (
    CHECKSUMS,
    FORMATS,
    SKIPPED,
    Cancelled,
    Made,
    Step,
    Wanted,
    Watch,
    composed,
    make,
    templates_of,
)  # fmt: skip
from etl.errors import NotFound, NotWritable, UrbanError
from etl.project.folder import Folder
from etl.steps.load import load
from tests.dashboard.counties import CITY, NOW, OTHER_CITY, counties

DAY = "2026-11-23"
CITY_2022 = Wanted("620800", 2022, "docx")
MAGIC = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pptx": b"PK\x03\x04", "pdf": b"%PDF-"}


def reader(folder: Folder) -> BoardReader:
    return BoardReader(f"sqlite:///{folder.database}")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Pingliang with three counties, the last of them without values."""
    return counties(tmp_path_factory.mktemp("few") / "project", 3, silent=1)


def batch_of(folder: Folder, out: Path, kind: str = "xlsx", **more: object) -> Made:
    wanted = Wanted(CITY, 2021, kind, with_members=True)
    return make(reader(folder), wanted, out, DAY, **more)  # type: ignore[arg-type]


# ---- one report ----


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_is_written_in_every_format_and_twice_the_same(
    boards: BoardReader, tmp_path: Path, kind: str
) -> None:
    wanted = Wanted("620800", 2022, kind)
    first, again = tmp_path / f"一{wanted.suffix}", tmp_path / f"二{wanted.suffix}"
    made = make(boards, wanted, first, DAY)
    make(boards, wanted, again, DAY)
    assert made == Made(f"平凉市2022年度监测评估报告.{kind}")
    assert first.read_bytes().startswith(MAGIC[kind])
    assert first.read_bytes() == again.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([first, again])


def test_the_report_of_a_past_day_does_not_know_what_came_later(
    boards: BoardReader, tmp_path: Path
) -> None:
    late, early = tmp_path / "late.docx", tmp_path / "early.docx"
    make(boards, Wanted("620800", 2020, "docx"), late, DAY)
    make(boards, Wanted("620800", 2020, "docx", known_on=20211231), early, DAY)
    assert "数据截至2026年11月23日" in said_in(late)
    assert "数据截至2021年12月31日" in said_in(early)


def said_in(path: Path) -> str:
    """Return all that stands in a Word file."""
    with zipfile.ZipFile(path) as parts:
        return "".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
        )


def test_only_the_sections_asked_for_are_in_it(boards: BoardReader, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.docx", tmp_path / "part.docx"
    make(boards, CITY_2022, whole, DAY)
    make(boards, Wanted("620800", 2022, "docx", ("conclusion",)), part, DAY)
    texts = ["\n".join(p.text for p in Document(str(one)).paragraphs) for one in (whole, part)]
    assert all("总体结论" in text for text in texts)
    assert ["口径说明" in text for text in texts] == [True, False]


def test_a_file_that_is_there_is_replaced_whole(boards: BoardReader, tmp_path: Path) -> None:
    out = tmp_path / "报告.docx"
    out.write_bytes(b"x" * 5_000_000)
    make(boards, CITY_2022, out, DAY)
    assert Document(str(out)).paragraphs
    assert out.stat().st_mode & 0o777 == 0o644


def test_every_step_is_told_before_it_is_taken(boards: BoardReader, tmp_path: Path) -> None:
    told: list[Step] = []
    make(boards, CITY_2022, tmp_path / "报告.docx", DAY, watch=Watch(told.append))
    assert [(step.done, step.total, step.said()) for step in told] == [
        (0, 3, "正在汇总 平凉市"), (1, 3, "正在生成 平凉市：Word"), (2, 3, "正在保存文件")
    ]  # fmt: skip
    assert told[1].said("en") == "Writing 平凉市: Word"


# ---- what keeps a file from being written ----


def kept_as_it_was(boards: BoardReader, out: Path, wanted: Wanted = CITY_2022) -> str:
    """Return the sentence of a refusal that must leave the folder as it was."""
    around = out.parent if out.parent.is_dir() else out.parent.parent
    before = {path: path.is_file() and path.read_bytes() for path in around.iterdir()}
    with pytest.raises(UrbanError) as refusal:
        make(boards, wanted, out, DAY)
    assert {path: path.is_file() and path.read_bytes() for path in around.iterdir()} == before
    return str(refusal.value)


def test_a_folder_is_no_file(boards: BoardReader, tmp_path: Path) -> None:
    said = kept_as_it_was(boards, tmp_path)
    assert f"{tmp_path}是文件夹；请写明文件名" in said


def test_a_folder_that_is_not_there_is_named(boards: BoardReader, tmp_path: Path) -> None:
    said = kept_as_it_was(boards, tmp_path / "没有" / "报告.docx")
    assert f"没有文件夹{tmp_path / '没有'}；请先建立" in said


def test_a_file_is_no_folder_to_write_into(boards: BoardReader, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    assert "没有文件夹" in kept_as_it_was(boards, tmp_path / "文件" / "报告.docx")


@pytest.mark.parametrize("name", ["报告.pdf", "报告", "报告.zip", "报告.docx.bak"])
def test_a_suffix_of_another_format_is_told(boards: BoardReader, tmp_path: Path, name: str) -> None:
    assert f"{name}的后缀与Word报告不符" in kept_as_it_was(boards, tmp_path / name)


def test_a_batch_is_a_zip_file(boards: BoardReader, tmp_path: Path) -> None:
    wanted = Wanted("620800", 2022, "docx", with_members=True)
    assert "请把文件名改为以.zip结尾" in kept_as_it_was(boards, tmp_path / "报告.docx", wanted)


def test_a_place_without_targets_leaves_what_was_there(boards: BoardReader, tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_text("去年的报告")
    wanted = Wanted("110000", 2022, "docx")
    assert "北京市" in kept_as_it_was(boards, tmp_path / "报告.docx", wanted)


def test_a_code_of_no_place_is_told(boards: BoardReader, tmp_path: Path) -> None:
    wanted = Wanted("999999", 2022, "docx")
    assert "999999" in kept_as_it_was(boards, tmp_path / "报告.docx", wanted)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(boards: BoardReader, tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")

    def filling(board: Board, wanted: Wanted) -> Report:
        (path,) = tmp_path.glob(".urban-*")
        path.unlink()
        path.symlink_to(full)
        return composed(board, wanted)

    with pytest.raises(NotWritable, match="磁盘空间"):
        make(boards, CITY_2022, tmp_path / "报告.docx", DAY, composer=filling)
    assert list(tmp_path.iterdir()) == []


def test_a_template_is_for_word_alone_and_must_be_there(
    boards: BoardReader, tmp_path: Path
) -> None:
    gone = tmp_path / "模板.docx"
    wanted = Wanted("620800", 2022, "pdf", template=gone)
    assert "自备模板只用于Word" in kept_as_it_was(boards, tmp_path / "报告.pdf", wanted)
    wanted = Wanted("620800", 2022, "docx", template=gone)
    assert f"没有模板文件{gone}" in kept_as_it_was(boards, tmp_path / "报告.docx", wanted)


def test_a_template_of_ones_own_is_filled_in(boards: BoardReader, tmp_path: Path) -> None:
    template, out = tmp_path / "模板.docx", tmp_path / "报告.docx"
    own = Document()
    own.add_paragraph("本单位格式：{{ place }}，{{ year }}年")
    own.save(str(template))
    make(boards, Wanted("620800", 2022, "docx", template=template), out, DAY)
    assert "本单位格式：平凉市，2022年" in [p.text for p in Document(str(out)).paragraphs]


def test_the_templates_of_a_project_are_its_word_files(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert templates_of(folder) == {}
    home = tmp_path / "data" / "templates"
    home.mkdir(parents=True)
    for name in ("乙.docx", "甲.docx", "~$甲.docx", ".甲.docx", "说明.txt", "旧.doc"):
        (home / name).write_bytes(b"x")
    (home / "夹.docx").mkdir()
    assert list(templates_of(folder)) == ["乙.docx", "甲.docx"]


# ---- stopping ----


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_report_stopped_before_any_step_leaves_nothing(
    boards: BoardReader, tmp_path: Path, at: int
) -> None:
    told: list[Step] = []
    watch = Watch(told.append, lambda: len(told) == at)
    with pytest.raises(Cancelled, match="已取消"):
        make(boards, CITY_2022, tmp_path / "报告.docx", DAY, watch=watch)
    assert len(told) == at
    assert list(tmp_path.iterdir()) == []


def test_a_batch_is_stopped_between_two_places(few: Folder, tmp_path: Path) -> None:
    told: list[Step] = []
    with pytest.raises(Cancelled):
        batch_of(few, tmp_path / "a.zip", watch=Watch(told.append, lambda: len(told) == 2))
    assert [step.place for step in told] == ["平凉市", "甲1县"]
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_ours_leaves_nothing_behind(few: Folder, tmp_path: Path) -> None:
    def broken(board: Board, wanted: Wanted) -> Report:
        if wanted.place_id == "620802":
            raise RuntimeError("ours")
        return composed(board, wanted)

    with pytest.raises(RuntimeError):
        batch_of(few, tmp_path / "a.zip", composer=broken)
    assert list(tmp_path.iterdir()) == []


# ---- a place and those within it ----


def test_a_batch_holds_a_report_for_each_place_that_has_one(few: Folder, tmp_path: Path) -> None:
    told: list[Step] = []
    made = batch_of(few, tmp_path / "a.zip", watch=Watch(told.append))
    assert made == Made("平凉市及所辖地区2021年度监测评估报告（Excel）.zip", count=2, skipped=2)
    assert "已生成2个地区的报告；另有2个地区没有生成" in made.said()
    assert [step.said() for step in told] == [
        "正在生成 平凉市（1/4）：Excel", "正在生成 甲1县（2/4）：Excel", "正在生成 甲2县（3/4）：Excel",
        "正在生成 甲3县（4/4）：Excel", "正在保存文件",
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert pack.testzip() is None
        assert pack.namelist() == [
            "甲1县2021年度监测评估报告.xlsx", "甲2县2021年度监测评估报告.xlsx", SKIPPED, CHECKSUMS
        ]  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(pack.read("甲2县2021年度监测评估报告.xlsx")))
        texts = {cell.value for row in book.worksheets[0] for cell in row}
        assert any("甲2县" in str(text) for text in texts)


def test_the_batch_says_who_is_missing_and_why(few: Folder, tmp_path: Path) -> None:
    batch_of(few, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        lines = pack.read(SKIPPED).decode().splitlines()
    assert lines[0] == "以下2个地区没有生成报告："
    assert lines[1].startswith("620800 平凉市") and "目标" in lines[1]
    assert lines[2].startswith("620803 甲3县") and "2021年" in lines[2]
    assert lines[3].startswith("数据截至2026年11月23日　第1版　内容摘要")
    assert len(lines) == 4


def test_the_list_of_checksums_is_one_that_sha256sum_takes(few: Folder, tmp_path: Path) -> None:
    batch_of(few, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        pack.extractall(tmp_path / "out")
    check = ["sha256sum", "--check", "--strict", CHECKSUMS]
    done = subprocess.run(
        check, cwd=tmp_path / "out", capture_output=True, text=True, check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("OK") == 3
    (tmp_path / "out" / "甲1县2021年度监测评估报告.xlsx").write_bytes(b"x")
    assert subprocess.run(check, cwd=tmp_path / "out", capture_output=True).returncode == 1


def test_the_same_batch_is_the_same_bytes_with_chinese_names_marked(
    few: Folder, tmp_path: Path
) -> None:
    batch_of(few, tmp_path / "a.zip")
    batch_of(few, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(entry.flag_bits & 0x800 for entry in pack.infolist())


def test_a_report_of_a_batch_is_the_one_made_alone(few: Folder, tmp_path: Path) -> None:
    batch_of(few, tmp_path / "a.zip")
    make(reader(few), Wanted("620801", 2021, "xlsx"), tmp_path / "a.xlsx", DAY)
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        name = pack.namelist()[0]
        assert pack.read(name) == (tmp_path / "a.xlsx").read_bytes()


def test_places_of_one_name_have_a_file_each(few: Folder, tmp_path: Path) -> None:
    from dataclasses import replace

    def of_one_name(board: Board, wanted: Wanted) -> Report:
        return replace(composed(board, wanted), file_name="报告")

    batch_of(few, tmp_path / "a.zip", composer=of_one_name)
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert pack.namelist()[:2] == ["报告.xlsx", "报告（620802）.xlsx"]


def test_nothing_to_report_anywhere_is_a_refusal_with_the_first_reasons(
    few: Folder, tmp_path: Path
) -> None:
    wanted = Wanted(OTHER_CITY, 2021, "docx", with_members=True)
    with pytest.raises(UrbanError, match="没有一个地区可以生成报告") as refusal:
        make(reader(few), wanted, tmp_path / "a.zip", DAY)
    assert "\n酒泉市" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "count", "counts_yangling"), [("610000", 12, True), ("610400", 14, False)]
)
def test_a_batch_is_of_the_places_that_make_up_the_whole(
    boards: BoardReader, tmp_path: Path, code: str, count: int, *, counts_yangling: bool
) -> None:
    told: list[Step] = []

    def silent(board: Board, wanted: Wanted) -> Report:
        raise NothingToReport("没有数值。")

    wanted = Wanted(code, 2022, "docx", with_members=True)
    with pytest.raises(UrbanError, match="没有数值"):
        make(boards, wanted, tmp_path / "a.zip", DAY, watch=Watch(told.append), composer=silent)
    names = [step.place for step in told if step.stage == "batch"]
    assert len(names) == count and ("杨陵区" in names) is counts_yangling


def test_one_place_alone_still_says_why_it_has_no_report(few: Folder, tmp_path: Path) -> None:
    with pytest.raises(NothingToReport):
        make(reader(few), Wanted(OTHER_CITY, 2021, "docx"), tmp_path / "a.docx", DAY)
    with pytest.raises(NotFound):
        make(
            reader(few), Wanted("999999", 2021, "docx", with_members=True), tmp_path / "a.zip", DAY
        )


def test_all_of_a_batch_show_one_release_whatever_is_loaded_meanwhile(tmp_path: Path) -> None:
    folder = counties(tmp_path / "project", 2)
    releases: list[int] = []

    def loading(board: Board, wanted: Wanted) -> Report:
        report = composed(board, wanted)
        if not releases:
            table = folder.observations / "counties.csv"
            table.write_text(
                table.read_text(encoding="utf-8").replace(",41,", ",42,"), encoding="utf-8"
            )
            assert load(folder, now=NOW).release_id == 2
        releases.append(report.stamp.release.id)
        return report

    batch_of(folder, tmp_path / "a.zip", composer=loading)
    assert releases == [1, 1]
    make(reader(folder), Wanted("620801", 2021, "xlsx"), tmp_path / "a.xlsx", DAY, composer=loading)
    assert releases == [1, 1, 2]


@pytest.mark.slow
def test_of_a_hundred_places_one_report_at_a_time_is_held(tmp_path: Path) -> None:
    folder = counties(tmp_path / "project", 99, 10)
    boards = reader(folder)

    def collect(step: Step) -> None:
        # What nobody holds any more is gone before the next place: what is left is held.
        gc.collect()

    def peak(city: str) -> int:
        gc.collect()
        tracemalloc.reset_peak()
        wanted = Wanted(city, 2021, "docx", with_members=True)
        made = make(boards, wanted, tmp_path / f"{city}.zip", DAY, watch=Watch(collect))
        assert made.count == (10 if city == OTHER_CITY else 99)
        return tracemalloc.get_traced_memory()[1]

    warming = Wanted(OTHER_CITY, 2021, "docx", with_members=True)
    make(boards, warming, tmp_path / "first.zip", DAY)
    gc.freeze()  # What the programs themselves need is not looked through each time.
    tracemalloc.start()
    try:
        ten, hundred = peak(OTHER_CITY), peak(CITY)
    finally:
        tracemalloc.stop()
        gc.unfreeze()
    # A name and a checksum a place are kept, 1.3 kB; in one whole run it was 4.4, why was not found.
    # Were all reports held, it would be 45.
    with zipfile.ZipFile(tmp_path / f"{CITY}.zip") as pack:
        assert min(entry.file_size for entry in pack.infolist()[:99]) > 15_000
    assert hundred - ten < 89 * 7_500, (ten, hundred)
