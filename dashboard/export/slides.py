"""The report as slides for a meeting: conclusion first, then charts, the matrix, what lags, who acts.

Every number and sentence is one of the Report; nothing is computed and nothing is left half said.
The same Report gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from pptx.presentation import Presentation as Deck

from dashboard.export.archive import undated
from dashboard.export.properties import released, sign
from dashboard.export.slides_base import BODY, COVER, COVER_PLACE, COVER_TITLE, POINTS, empty_deck
from dashboard.export.slides_charts import data_of, put_chart
from dashboard.export.slides_origin import Origin, heading_of, origins, paragraphs_of
from dashboard.export.slides_page import Head, add_footing, add_notes, add_slide, add_source, fill
from dashboard.export.slides_points import paged
from dashboard.export.slides_tables import add_table, laid_out
from dashboard.export.slides_text import Text, fitted, lines_of, sentences
from dashboard.report.records import Chart, Report, Table

_MATRIX = ("progress", "progress_binding", "progress_expected", "earlier", "tasks")
# Where the short tables were not asked for, the columns of the annexes that can be read on a wall.
_MATRIX_ELSE = ("annex1", "annex3")
_WORDS = ("指标", "任务", "单位", "基期", "目标", "本年实际", "进展", "进度差", "评估结论")
_MOST_COLUMNS = 8
_PLACES = ("members", "members_level")
_MOST_CHARTS, _MOST_POINTS, _MOST_METHOD, _MOST_LINES = 6, 5, 3, 3
_POINTS, _METHOD = (28.0, 26.0, 24.0, 22.0, 20.0), (20.0, 18.0, 16.0)
_COVER_TITLES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_COVER_PLACES = (24.0, 20.0, 16.0, 14.0, 12.0)


def slides_of(report: Report) -> bytes:
    """Return the report as a .pptx file."""
    story = _Story(report, empty_deck(), tuple(origins(report)))
    story.tell()
    sign(story.deck.core_properties, report)
    out = BytesIO()
    story.deck.save(out)
    return undated(out.getvalue())


@dataclass(frozen=True, slots=True)
class _Story:
    """A deck being filled from a report, slide after slide."""

    report: Report
    deck: Deck
    origins: tuple[Origin, ...]

    def tell(self) -> None:
        """Add all slides."""
        self._cover()
        self._conclusion()
        self._charts()
        self._matrix()
        self._lagging()
        for origin in self._named(_PLACES)[:1]:
            self._table("分地区", origin)
        self._tables("督办清单", ("measures",))
        self._method()

    def _cover(self) -> None:
        report = self.report
        digest = f"内容摘要（SHA-256）：{report.stamp.release.content_digest}"
        same = "各页数字与同一版数据生成的报告正文和附表一致，出处见各页备注。"
        head = Head("", "".join(report.title), same, (report.stamp.line, digest))
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[COVER])
        title, place = slide.placeholders[0], slide.placeholders[1]
        title.name, place.name = "标题", "地区"
        lines = [Text(line, 0, is_bold=True) for line in report.title]
        fill(title.text_frame, fitted(lines, _COVER_TITLES, COVER_TITLE) or _cut(lines))
        named = [Text(f"{report.place}　{report.year}年度", 0, "brand")]
        fill(place.text_frame, fitted(named, _COVER_PLACES, COVER_PLACE) or _cut(named))
        add_source(slide, head)
        add_footing(slide, report.stamp.line, 1, 16)
        add_notes(slide, head)

    def _conclusion(self) -> None:
        said, told = self.report.highlights, self._section("conclusion")
        if said:
            # 第一句作标题，其余在正文；只有一句的，标题用主题。
            title, points = (said[0], said[1:]) if len(said) > 1 else ("总体结论", said)
            source = told[0] if told else "出处：报告的结论摘要。"
            head = Head("总体结论", title.rstrip("。"), source, (source, *told[1:]))
            self._points(head, paged(points, _POINTS, _MOST_POINTS))

    def _charts(self) -> None:
        found = [(one, one.block) for one in self.origins if isinstance(one.block, Chart)]
        for number, (origin, chart) in enumerate(found[:_MOST_CHARTS]):
            notes = (origin.said, chart.finding, origin.lead, chart.note, *data_of(chart))
            head = Head(
                "主要指标" if number else "核心指标", chart.finding.rstrip("。") or chart.caption,
                chart.note + origin.short, tuple(filter(None, notes)),
            )  # fmt: skip
            slide = add_slide(self.deck, head, self.report.stamp.line)
            created = released(self.report.stamp.release)
            put_chart(slide, chart, origin.number, self.report.year, created)

    def _matrix(self) -> None:
        if not self._tables("指标评估一览", _MATRIX):
            for origin in self._named(_MATRIX_ELSE):
                self._table("指标评估一览", origin, kept=_WORDS)

    def _lagging(self) -> None:
        """Add what lags; that nothing does is said only where no status word says otherwise."""
        told = self._section("problems")
        if self._tables("滞后与未实现", ("lagging",), told[1:]) or not told:
            return
        if not _has_lagging(self.report):
            said = told[1:] or ["没有滞后的目标。"]
            head = Head("滞后与未实现", said[0].rstrip("。"), told[0], tuple(told))
            self._points(head, paged(said[1:] or said, _POINTS, _MOST_POINTS))

    def _method(self) -> None:
        told = self._section("method")
        if told[1:]:
            head = Head("口径说明", "口径说明", told[0], tuple(told))
            self._points(head, paged(told[1:], _METHOD), most=_MOST_METHOD)

    def _section(self, key: str) -> list[str]:
        """Return where a section stands and then its paragraphs; nothing where there is none."""
        section = self.report.section(key)
        if section is None:
            return []
        return [f"出处：报告“{heading_of(section)}”。", *paragraphs_of(section)]

    def _named(self, keys: Iterable[str]) -> list[Origin]:
        """Return the tables of these keys that have rows, in the order of the keys."""
        tables = (one for one in self.origins if isinstance(one.block, Table) and one.block.rows)
        found = {one.block.key: one for one in tables}
        return [found[key] for key in keys if key in found]

    def _tables(self, topic: str, keys: Sequence[str], more: Sequence[str] = ()) -> bool:
        """Add the tables of these keys and return whether there was one; `more` for the speaker."""
        found = self._named(keys)
        for origin in found:
            self._table(topic, origin, more)
        return bool(found)

    def _table(
        self, topic: str, origin: Origin, more: Sequence[str] = (), kept: Sequence[str] = ()
    ) -> None:
        """Add a table, only the columns `kept` where they are named; the sentence that leads to it
        in the report is the title."""
        assert isinstance(origin.block, Table)
        table = _narrowed(origin.block, kept) if kept else origin.block
        layout = laid_out(table, BODY)
        said = next(iter(sentences(origin.lead)), "").rstrip("。；") or table.caption
        name = topic if table.caption == topic else f"{topic}　{table.caption}"
        notes = tuple(filter(None, (origin.said, origin.lead, *table.notes, *more)))
        source = "".join((*table.notes, origin.short))
        for page in range(len(layout.pages)):
            head = Head(name, said + _part(page, len(layout.pages)), source, notes)
            slide = add_slide(self.deck, head, self.report.stamp.line)
            add_table(slide, table, layout, page, BODY)

    def _points(self, head: Head, pages: Sequence[list[Text]], most: int | None = None) -> None:
        """Add paragraphs in large letters; of more than `most` slides the first ones."""
        shown_pages = pages[:most]
        rest = "未列出的内容见本页备注。" if len(shown_pages) < len(pages) else ""
        for number, texts in enumerate(shown_pages):
            title = head.title + _part(number, len(shown_pages))
            shown = replace(head, title=title, source=head.source + rest)
            slide = add_slide(self.deck, shown, self.report.stamp.line, POINTS)
            body = slide.placeholders[1]
            body.name = "正文"
            fill(body.text_frame, texts)


def _part(number: int, count: int) -> str:
    return f"（{number + 1}/{count}）" if count > 1 else ""


def _cut(lines: Sequence[Text]) -> list[Text]:
    """Return the lines of a cover that no size makes fit: each as far as one line goes."""
    size = _COVER_PLACES[-1]
    return [
        replace(line, text=lines_of(line.text, size, COVER_TITLE.width - size)[0] + "…", size=size)
        for line in lines[:_MOST_LINES]
    ]


def _has_lagging(report: Report) -> bool:
    cells = (cell for table in report.tables for row in table.rows for cell in row)
    return any(cell.tone in ("warn", "bad") for cell in cells)


def _narrowed(table: Table, kept: Sequence[str]) -> Table:
    """Return a table with the columns of these headers; its first ones where it has none of them."""
    places = [at for at, column in enumerate(table.columns) if column.head in kept]
    places = places or list(range(len(table.columns)))[:_MOST_COLUMNS]
    columns = tuple(table.columns[at] for at in places)
    rows = tuple(tuple(row[at] for at in places) for row in table.rows)
    return replace(table, columns=columns, rows=rows)
