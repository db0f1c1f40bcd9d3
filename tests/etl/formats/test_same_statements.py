"""A document says the same in every format: the statements of its .txt are those of the others."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from etl.domain.records import Statement
from etl.formats import Manuscript, read_manuscript
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import inspect_project
from etl.steps.extract import extract_manuscript
from tests.etl.formats.made import PLAN, Block, as_docx, as_html, as_pdf, as_text

SEEDS = sorted((Path(__file__).resolve().parents[4] / "shared" / "seeds").glob("*.txt"))
REPORT: list[Block] = [
    "2022年平凉市新型城镇化工作要点",
    "一、2021年工作回顾",
    "2021年，全市新增城镇就业3.06万人，城镇登记失业率为3.4%，完成棚户区改造1580套，建成城市道路42.5公里，"
    "城镇居民人均可支配收入30120元、增长7.4%。",
    "二、2022年重点任务",
    "1.扩大就业。全年新增城镇就业3万人以上，城镇登记失业率控制在4%以内，开展补贴性职业技能培训2.4万人次。"
    "（市人力资源社会保障局）",
    "2.改造老旧小区。全年改造城镇老旧小区68个、9120户，加装电梯35部，新增停车位2600个，年底前完工率达到70%。"
    "（市住房城乡建设局、市财政局按职责分工负责）",
    "3.提升公共服务。新建、改扩建幼儿园12所，新增学位3600个；县级医院达到三级水平的不少于2家；"
    "每千名老年人拥有养老床位32张。",
]
FORMATS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    ".docx": as_docx,
    ".html": as_html,
    ".htm": lambda blocks: as_html(blocks, "gb18030"),
    ".pdf": lambda blocks: as_pdf(blocks, size=16, head="新型城镇化", number="— {} —"),
}
MANY: list[Block] = [PLAN[0], *[block for _ in range(4) for block in PLAN[1:]]]


@pytest.fixture
def project(folder: Folder) -> Project:
    return inspect_project(folder)[0]


def bare(statement: Statement) -> tuple[object, ...]:
    """Return what a statement says, without where it stands."""
    section = "".join(statement.section.split())
    return astuple(replace(statement, start=0, stop=0, quote="", section=section))


def read_as(suffix: str, blocks: Sequence[Block]) -> Manuscript:
    return read_manuscript(FORMATS[suffix](blocks), f"a{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("blocks", [PLAN, REPORT, MANY], ids=["plan", "report", "many"])
def test_an_invented_document_says_the_same_in_every_format(
    project: Project, blocks: list[Block], suffix: str
) -> None:
    text, paper = read_manuscript(as_text(blocks), "a.txt"), read_as(suffix, blocks)
    expected = extract_manuscript(text, "a", project, None)
    found = extract_manuscript(paper, "a", project, None)
    assert len(expected) > 15
    assert [bare(one) for one in found] == [bare(one) for one in expected]
    assert all(paper.text[one.start : one.stop] == one.quote for one in found)


def test_the_document_of_many_pages_is_one() -> None:
    paper = read_as(".pdf", MANY)
    assert paper.text.count("\f") >= 4
    assert paper.text.count("\n\f") < paper.text.count("\f")  # 有段落跨页


@pytest.mark.skipif(not SEEDS, reason="旁边没有../shared/seeds")
@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_document_says_the_same_in_every_format(
    project: Project, seed: Path, suffix: str
) -> None:
    lines = [line.strip() for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = read_manuscript(as_text(lines), "a.txt")
    expected = extract_manuscript(text, "a", project, None)
    found = extract_manuscript(read_as(suffix, lines), "a", project, None)
    assert [bare(one) for one in found] == [bare(one) for one in expected]
