"""What a report is made of: sections of blocks, ready to be laid out; no number is computed here.

Word, PDF, Excel and slides write the same blocks, so they cannot disagree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.records import Chain, Row
from etl.domain.judgements import Judgement
from etl.domain.periods import day_in_words
from etl.domain.sums import Sheet, Sum
from etl.store.query import Release

SECTIONS = {
    "conclusion": "总体结论",
    "progress": "主要指标进展",
    "tasks": "重点任务和重大工程",
    "places": "分地区情况",
    "problems": "存在问题及原因",
    "measures": "下一步措施与督办清单",
    "changes": "与上次发布的比较",
    "method": "口径说明",
    "annexes": "附表",
}

# The tables that a report may have, beside the sums of each lagging target (sums_1, sums_2 …).
TABLES = (
    "progress_binding", "progress_expected", "earlier", "tasks", "members", "members_level",
    "lagging", "measures", "changes", "annex1", "annex2", "annex3", "annex4", "annex5",
    "annex5_plans",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which data a report shows: the release and the day ("2026-11-23") up to which it looks."""

    release: Release
    day: str

    @property
    def line(self) -> str:
        """Return day, release and content digest as one line."""
        return (
            f"数据截至{day_in_words(self.day)}　第{self.release.id}版　"
            f"内容摘要{self.release.content_digest[:12]}"
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number in it; `level` 1 一、 (黑体), 2 （一） (楷体), 3 1. (仿宋)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """What a person has to write: shown marked, so that nobody prints it by mistake."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A small line under a table or chart: source, rule, what is missing."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: header, width relative to its neighbours, left, center or right."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read; `value` is its number in the unit shown where it is one.

    `decimals` are those the text shows; `tone` is ok, warn, bad or none for a status word, else "".
    """

    text: str
    value: float | None = None
    decimals: int = 0
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, without "表N": the writer numbers captions in the order of the report.

    `key` finds it again; a `wide` one stands on a landscape page of its own. `notes` stand under it.
    `label` replaces the number of an annex: "附表1".
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    wide: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a chart, in the unit shown; `time` is the year, or less within it (2022.5)."""

    time: float
    value: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Actuals against the target path; `caption` without "图N", `finding` what it shows in words.

    `actuals` are runs that a line may join: between two runs lies a missing year or the break of a
    census, and nothing is drawn. `path` is dashed, each yearly task a run of its own; `targets` are
    marked and labelled ("55%").
    """

    key: str
    caption: str
    finding: str
    unit: str
    decimals: int
    actuals: tuple[tuple[Dot, ...], ...]
    path: tuple[tuple[Dot, ...], ...]
    targets: tuple[Dot, ...]
    note: str

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Return the actuals of all runs."""
        return tuple(dot for run in self.actuals for dot in run)

    @property
    def times(self) -> tuple[float, ...]:
        """Return all times on the chart, in order."""
        return tuple(sorted(dot.time for dot in (*self.dots, *self._asked, *self.targets)))

    @property
    def heights(self) -> tuple[float, ...]:
        """Return all values on the chart, in order."""
        return tuple(sorted(dot.value for dot in (*self.dots, *self._asked, *self.targets)))

    @property
    def _asked(self) -> tuple[Dot, ...]:
        return tuple(dot for run in self.path for dot in run)


Block = Heading | Paragraph | Blank | Note | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report; `key` is one of SECTIONS. Its first block is its heading."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One target of 附表1 with all that its formulas and sentences are made from.

    `year` is the report's, `vintage` names the version of the value used. `chain` holds the
    milestones of its path and the published values; `far` is the last milestone beyond this one.
    `sheet` and `sums` are those of its calculation sheet; `ahead` are the sentences of the forward
    look at one that lags. Texts of the row are as they were loaded: a writer cleans what it takes
    from there.
    """

    number: int
    row: Row
    chain: Chain
    far: Row | None
    judgement: Judgement | None
    sheet: Sheet
    sums: tuple[Sum, ...]
    year: int = 0
    theme: str = ""
    vintage: str = ""
    ahead: tuple[str, ...] = ()
    is_task: bool = False
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report. `title` are the lines of its title, `file_name` a safe name without suffix.

    `lines` are the targets of 附表1 and 附表3 in their order; `highlights` the conclusion in short
    sentences; `fields` texts by name for a user's own template.
    """

    place: str
    place_id: str
    year: int
    title: tuple[str, ...]
    stamp: Stamp
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    highlights: tuple[str, ...]
    file_name: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def subtitle(self) -> str:
        """Return the line under the title: the day up to which the data go."""
        return f"（数据截至{day_in_words(self.stamp.day)}）"

    def section(self, key: str) -> Section | None:
        """Return a section, None where it was not asked for or has nothing to say."""
        return next((one for one in self.sections if one.key == key), None)

    @property
    def blocks(self) -> Iterator[Block]:
        """Yield all blocks in order."""
        for section in self.sections:
            yield from section.blocks

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts in order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def table(self, key: str) -> Table | None:
        """Return the table of a key, None where there is none."""
        return next((one for one in self.tables if one.key == key), None)
