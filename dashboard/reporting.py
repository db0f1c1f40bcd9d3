"""Making report files: composes, lets a writer turn each report into bytes, puts the file in its place.

A file is there whole or not at all. A batch holds one report at a time, however many places it has.
Nothing here computes or words anything about the data.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from dashboard.board import Board
from dashboard.reader import BoardReader
from dashboard.report.compose import Order, compose, file_name
from dashboard.report.records import Report
from dashboard.report.refusals import NotAddingUp, NothingToReport
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.records import Place
from etl.errors import NotFound, NotWritable, UrbanError
from etl.project.folder import Folder
from etl.steps.files import writing

CHECKSUMS, SKIPPED = "校验清单.txt", "未生成的地区.txt"
PACK = ".zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OLDEST = (1980, 1, 1, 0, 0, 0)
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is made; the writer is imported when it is first needed."""

    suffix: str
    mime: str
    module: str
    function: str


FORMATS = {
    "docx": Format(
        ".docx", f"{_OFFICE}wordprocessingml.document", "dashboard.export.document", "document_of",
    ),
    "pdf": Format(".pdf", "application/pdf", "dashboard.export.printout", "printout_of"),
    "xlsx": Format(
        ".xlsx", f"{_OFFICE}spreadsheetml.sheet", "dashboard.export.annexes", "annex_workbook",
    ),
    "pptx": Format(
        ".pptx", f"{_OFFICE}presentationml.presentation", "dashboard.export.slides", "slides_of",
    ),
}  # fmt: skip


def kind_name(kind: str, lang: str = "zh") -> str:
    """Return what a kind of file is called."""
    return word(f"report_kind_{kind}", lang)


class Cancelled(UrbanError):
    """A person stopped it; nothing was written."""

    code = "cancelled"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for; no sections mean all of them, no `known_on` (YYYYMMDD) today."""

    place_id: str
    year: int
    kind: str
    sections: tuple[str, ...] = ()
    known_on: int | None = None
    template: Path | None = None
    with_members: bool = False

    @property
    def suffix(self) -> str:
        """Return the suffix of the file that is handed over."""
        return PACK if self.with_members else FORMATS[self.kind].suffix


@dataclass(frozen=True, slots=True)
class Step:
    """How far it got: `stage` is collecting, writing, batch or saving."""

    done: int
    total: int
    stage: str
    place: str = ""
    kind: str = ""

    def said(self, lang: str = "zh") -> str:
        """Return the step in words."""
        return word(f"report_{self.stage}", lang).format(
            place=self.place, number=self.done + 1, total=self.total,
            format=kind_name(self.kind, lang) if self.kind else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file: the name to hand it over under, how many reports are in it, who has none."""

    name: str
    count: int = 1
    skipped: int = 0

    def said(self, lang: str = "zh") -> str:
        """Return what was made in words."""
        key = "report_done_skipped" if self.skipped else "report_done_batch"
        key = key if self.name.endswith(PACK) else "report_done"
        return word(key, lang).format(count=self.count, skipped=self.skipped, list=SKIPPED)


def _unseen(step: Step) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told of every step, and who may stop it between two."""

    progress: Callable[[Step], None] = _unseen
    cancelled: Callable[[], bool] = _never

    def step(self, step: Step) -> None:
        """Tell of a step that begins. Raises Cancelled where it shall not."""
        self.check()
        self.progress(step)

    def check(self) -> None:
        """Raise Cancelled where somebody stopped it."""
        if self.cancelled():
            raise Cancelled(word("report_cancelled", "zh"))


Composer = Callable[[Board, Wanted], Report]


def composed(board: Board, wanted: Wanted) -> Report:
    """Return the report of a place. Raises UrbanError where there is nothing to report."""
    return compose(board, Order(wanted.place_id, wanted.year, wanted.sections))


def templates_of(folder: Folder) -> dict[str, Path]:
    """Return the project's own Word templates by file name."""
    found = sorted(folder.templates.glob("*.docx"))
    return {path.name: path for path in found if path.is_file() and path.name[0] not in ".~"}


def make(
    boards: BoardReader, wanted: Wanted, out: Path, day: str, *,
    watch: Watch | None = None, composer: Composer = composed,
) -> Made:  # fmt: skip
    """Write a report, or one for a place and each place directly within it, packed, to `out`.

    All of a batch show one release. `day` is today. Raises UrbanError, Cancelled and NotWritable,
    with nothing written.
    """
    _admit(wanted, out)
    making = _Making(wanted, watch or Watch(), composer)
    with boards.open(AsOf(wanted.year, wanted.known_on), day) as board, _placed(out) as path:
        return making.batch(board, path) if wanted.with_members else making.one(board, path)


def _admit(wanted: Wanted, out: Path) -> None:
    """Raise UrbanError where a file cannot be written as asked for."""
    if wanted.template and wanted.kind != "docx":
        raise UrbanError("自备模板只用于Word；请把格式改为docx，或不用模板。")
    if wanted.template and not wanted.template.is_file():
        raise NotFound(f"没有模板文件{wanted.template}；请核对路径。")
    if out.is_dir():
        raise NotWritable(f"{out}是文件夹；请写明文件名，如{out / ('报告' + wanted.suffix)}。")
    if out.suffix.lower() != wanted.suffix:
        what = "打包的报告" if wanted.with_members else f"{kind_name(wanted.kind)}报告"
        raise UrbanError(f"{out.name}的后缀与{what}不符；请把文件名改为以{wanted.suffix}结尾。")
    if not out.parent.is_dir():
        raise NotWritable(f"没有文件夹{out.parent}；请先建立，或换一个已有的文件夹。")
    if out.exists() and not os.access(out, os.W_OK):
        raise NotWritable(f"不能写入{out}（文件不允许改写），原有内容没有改动；请换一个文件名。")


@contextmanager
def _placed(out: Path) -> Iterator[Path]:
    """Yield a file beside `out` that takes its place when all went well, and is gone otherwise."""
    with writing(out):
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".urban-")
        os.close(handle)
    path = Path(name)
    try:
        yield path
        with writing(out):
            _kept(path)
            path.replace(out)
    finally:
        path.unlink(missing_ok=True)


def _kept(path: Path) -> None:
    """Let the bytes reach the disk before the file takes its name."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    path.chmod(0o644)


def written(report: Report, wanted: Wanted) -> bytes:
    """Return a report as a file of the kind asked for. Raises UrbanError."""
    kind = FORMATS[wanted.kind]
    try:
        if wanted.template:
            fill = import_module("dashboard.export.own_template").fill_template
            return bytes(fill(report, wanted.template))
        return bytes(getattr(import_module(kind.module), kind.function)(report))
    except ImportError as error:
        message = f"生成{kind_name(wanted.kind)}所需的组件没有装好（{error.name}）；请管理员重新安装本程序。"
        raise UrbanError(message) from error


@dataclass(slots=True)
class _Making:
    """One order being made; keeps names, sums and reasons of what it made, never a report."""

    wanted: Wanted
    watch: Watch
    composer: Composer
    count: int = 0
    sums: dict[str, str] = field(default_factory=dict)
    skipped: list[tuple[Place, str]] = field(default_factory=list)
    stamp: str = ""

    def one(self, board: Board, path: Path) -> Made:
        """Write the report of one place."""
        wanted, name = self.wanted, _place(board, self.wanted.place_id).name
        self.watch.step(Step(0, 3, "collecting", name))
        report = self.composer(board, wanted)
        self.watch.step(Step(1, 3, "writing", name, wanted.kind))
        data = written(report, wanted)
        self.watch.step(Step(2, 3, "saving"))
        with writing(path.parent):
            path.write_bytes(data)
        return Made(report.file_name + wanted.suffix)

    def batch(self, board: Board, path: Path) -> Made:
        """Write the reports of a place and those directly within it into one zip file."""
        wanted, home = self.wanted, _place(board, self.wanted.place_id)
        places = _with_members(board, home)
        with _packed(path) as pack:
            for number, place in enumerate(places):
                step = Step(number, len(places), "batch", place.name, wanted.kind)
                self.watch.step(step)
                self._add(board, pack, place)
            self.watch.step(Step(len(places), len(places), "saving"))
            self._close(pack)
        name = file_name(f"{home.name}及所辖地区", wanted.year)
        return Made(f"{name}（{kind_name(wanted.kind)}）{PACK}", self.count, len(self.skipped))

    def _add(self, board: Board, pack: ZipFile, place: Place) -> None:
        """Add the report of a place, or remember why it has none."""
        wanted = replace(self.wanted, place_id=place.place_id, with_members=False)
        try:
            report = self.composer(board, wanted)
        except (NothingToReport, NotAddingUp) as error:
            self.skipped.append((place, str(error)))
            return
        self.watch.check()
        name = report.file_name + wanted.suffix
        if name in self.sums:
            name = f"{report.file_name}（{place.place_id}）{wanted.suffix}"
        self._put(pack, name, written(report, wanted))
        self.count, self.stamp = self.count + 1, report.stamp.line

    def _close(self, pack: ZipFile) -> None:
        """Add who has no report, and the list of checksums."""
        if not self.count:
            reasons = [_why(*one) for one in self.skipped[:_MOST_REASONS]]
            raise UrbanError("\n".join(["没有一个地区可以生成报告。", *reasons]))
        if self.skipped:
            lines = [f"{place.place_id} {_why(place, why)}" for place, why in self.skipped]
            text = "\n".join([f"以下{len(lines)}个地区没有生成报告：", *lines, self.stamp, ""])
            self._put(pack, SKIPPED, text.encode())
        listed = "".join(f"{digest}  {name}\n" for name, digest in self.sums.items())
        self._put(pack, CHECKSUMS, listed.encode())

    def _put(self, pack: ZipFile, name: str, data: bytes) -> None:
        self.sums[name] = hashlib.sha256(data).hexdigest()
        with writing(Path(str(pack.filename)).parent):
            pack.writestr(_entry(name), data)


@contextmanager
def _packed(path: Path) -> Iterator[ZipFile]:
    """Yield a zip file that is written as it goes. Raises NotWritable."""
    with writing(path.parent):
        pack = ZipFile(path, "w", ZIP_STORED)
    try:
        yield pack
    except BaseException:
        with suppress(OSError):
            pack.close()
        raise
    with writing(path.parent):
        pack.close()


def _entry(name: str) -> ZipInfo:
    """Return an entry that is the same whenever and wherever it is written."""
    entry = ZipInfo(name, _OLDEST)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _place(board: Board, place_id: str) -> Place:
    place = board.places.get(place_id)
    if place is None:
        raise NotFound(f"没有代码为{place_id}的地区；请核对代码。")
    return place


def _why(place: Place, why: str) -> str:
    """Return a place with the reason, which mostly names it already."""
    return why if why.startswith(place.name) else f"{place.name}：{why}"


def _with_members(board: Board, home: Place) -> list[Place]:
    """Return a place and those that make it up, in the order of their codes."""
    return [home, *(board.places[code] for code in board.members(home.place_id))]
