"""Parts that pages are made of: chips, cards, tables, source panels; no arithmetic, no query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import dcc, html

from dashboard.format import NOTHING, duties, link, percent, signed
from dashboard.opinions import Opinions
from dashboard.records import Cell, Chain, Row
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.judgements import Judgement
from etl.domain.reason import STATUS_WORDS
from etl.domain.records import Statement

Part = Any  # A Dash component, a text or a list of them; Dash itself types children so.
NATURE_KEYS = {"expected": "expected_nature", "binding": "binding_nature"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked beside a status, by target id: values overdue (in words), human judgements."""

    awaited: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, Judgement] = field(default_factory=dict)


def chip(row: Row, lang: str) -> html.Span:
    """Return the status of a row: shape, colour and word."""
    return status_chip(row.status, row.status_word(lang), stretch=row.target.stretch)


def status_chip(status: str, text: str, *, stretch: bool = False) -> html.Span:
    """Return a status chip; a missed 力争 target is amber, not red."""
    mark = MARKS[status]
    tone = "warn" if stretch and status == "missed" else mark.tone
    shape = html.Span(mark.shape, className="shape", **{"aria-hidden": "true"})
    return html.Span([shape, text], className=f"chip tone-{tone}")


def card(*children: Part, **more: Any) -> html.Section:
    """Return a white card."""
    classes = f"card {more.pop('className', '')}".strip()
    return html.Section(list(children), className=classes, **more)


def finding(parts: Sequence[Part], lang: str, *, tone: str = "bad") -> html.P:
    """Return the one sentence that says what this page found."""
    label = html.Strong(word("finding", lang), className="finding-label")
    return html.P([label, *parts], className=f"finding tone-{tone}")


def key_figure(
    label: str, number: str, unit: str, note: Part, *, mark: Part = None, bar: Part = None
) -> html.Section:
    """Return a card with one large figure."""
    return card(
        html.Div([html.H3(label), mark], className="kpi-head"),
        html.P([html.Span(number, className="kpi-number"), html.Span(unit, className="kpi-unit")]),
        bar,
        html.P(note, className="note"),
        className="kpi",
    )


def progress(share: float | None, time_share: float | None, label: str) -> html.Div | None:
    """Return a bar of the distance covered with a tick at the share of the schedule."""
    if share is None:
        return None
    parts: list[Part] = [html.Div(className="bar-fill", style={"width": f"{_inside(share):.1f}%"})]
    if time_share is not None:
        parts.append(html.Div(className="bar-tick", style={"left": f"{_inside(time_share):.1f}%"}))
    return html.Div(parts, className="bar", role="img", **{"aria-label": label})


def _inside(share: float) -> float:
    return min(100.0, max(0.0, share))


def table(
    head: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Part]], caption: str
) -> html.Div:
    """Return a table that scrolls within itself; `head` holds text and whether it is numeric."""
    numeric = ["num" if flag else "" for _, flag in head]
    cells = [
        html.Th(text, scope="col", className=css)
        for (text, _), css in zip(head, numeric, strict=True)
    ]
    body = [_line(row, numeric) for row in rows]
    whole = html.Table(
        [html.Caption(caption, className="sr-only"), html.Thead(html.Tr(cells)), html.Tbody(body)]
    )
    return html.Div(
        whole, className="table-frame", tabIndex="0", role="region", **{"aria-label": caption}
    )


def _line(row: Sequence[Part], numeric: Sequence[str]) -> html.Tr:
    first, *rest = row
    return html.Tr(
        [
            html.Th(first, scope="row"),
            *(html.Td(cell, className=css) for cell, css in zip(rest, numeric[1:], strict=True)),
        ]
    )


def target_table(
    rows: Sequence[Row], lang: str, *, by_place: bool = False, marks: Marks | None = None
) -> html.Div:
    """Return the table of targets: both completion rates, gap, needed pace, status, source.

    The status leads to the calculation sheet; `marks` are shown beside it.
    """
    head = [
        (word("place" if by_place else "indicator", lang), False), (word("target_year", lang), True),
        (word("target", lang), True), (word("base", lang), True), (word("actual", lang), True),
        (word("expected", lang), True), (word("gap_to_path", lang), True),
        (word("level_completion", lang), True), (word("distance", lang), True),
        (word("gap_points", lang), True), (word("needed", lang), True), (word("status", lang), False),
        (word("nature", lang), False), (word("source", lang), False),
    ]  # fmt: skip
    shown = marks or Marks()
    body = [_target_line(row, lang, shown, by_place=by_place) for row in rows]
    return table(head, body, word("targets_and_progress", lang))


def _target_line(row: Row, lang: str, marks: Marks, *, by_place: bool) -> list[Part]:
    say, aim = row.wording(lang), row.target
    base = NOTHING if aim.base is None else f"{say.number(aim.base)}（{aim.base_year}）"
    actual = NOTHING if row.actual is None else f"{say.value(row.actual)}（{row.period}）"
    gap = NOTHING
    if row.gap is not None:
        gap = ("−" if row.gap < 0 else "+") + say.number(abs(row.gap))
    return [
        name_cell(row, lang, by_place=by_place), str(aim.year or NOTHING),
        row.aim(lang), base, actual,
        NOTHING if row.expected is None else say.number(row.expected), gap,
        percent(row.level_completion), percent(row.distance_completion), signed(row.gap_points),
        NOTHING if row.needed_per_year is None else say.number(row.needed_per_year),
        [_status_link(row, lang), *marks_of(row, lang, marks)],
        word(NATURE_KEYS[aim.nature], lang), html.Span(row.source.title, className="source"),
    ]  # fmt: skip


def _status_link(row: Row, lang: str) -> html.Span:
    """Return the status of a row as the link to its calculation sheet, with its reason."""
    parts = [chip(row, lang), html.Small(word("calculation", lang))]
    leads = dcc.Link(parts, href=sheet_address(row, lang), className="sheet-link")
    return html.Span([leads, html.Span(row.reason(lang), className="tip-text")], className="tip")


def sheet_address(row: Row, lang: str) -> str:
    """Return where the calculation sheet of a row is."""
    return link(f"/calculation/{row.target.target_id}", lang)


def marks_of(row: Row, lang: str, marks: Marks) -> list[Part]:
    """Return what is marked beside a status: superseded, 力争, revised base, overdue, 人工研判."""
    aim, found = row.target, list[Part]()

    def mark(text: str, tone: str) -> None:
        found.append(html.Span(text, className=f"chip tone-{tone}"))

    if aim.superseded_by:
        mark(word("superseded", lang), "none")
    if aim.stretch:
        mark(word("stretch", lang), "none")
    if row.base_revised:
        mark(word("base_revised", lang), "warn")
    if aim.target_id in marks.awaited:
        mark(marks.awaited[aim.target_id], "warn")
    judged = marks.judged.get(aim.target_id)
    if judged:
        status = STATUS_WORDS[judged.status][lang == "en"]
        mark(word("human_judgement", lang).format(status=status), MARKS[judged.status].tone)
    return found


def method_panel(found: Opinions, lang: str, *, compact: bool = False) -> list[Part]:
    """Return how many rules agree and what each says; why not, where none can be asked."""
    if found.why_not:
        return [html.P(found.why_not, className="note")]
    head = [
        (word("rule", lang), False), (word("opinion_status", lang), False),
        (word("opinion_number", lang), False), (word("opinion_bucket", lang), False),
    ]  # fmt: skip
    if not compact:
        head.append((word("basis_of", lang), False))
    body: list[list[Part]] = [
        [one.name, one.status, one.number or NOTHING, status_chip(one.bucket, one.bucket_word)]
        + ([] if compact else [html.Span(one.why, className="why")])
        for one in found.said
    ]
    agreed = html.P(html.Strong(found.sentence), className="agreed")
    return [agreed, table(head, body, word("opinions", lang))]


def name_cell(row: Row, lang: str, *, by_place: bool) -> Part:
    """Return the linked name of a row: its place or its indicator, with its scope."""
    scope = html.Small(f"（{row.target.scope}）") if row.target.scope else None
    query = {"place": row.place.place_id}
    if by_place:
        return [dcc.Link(row.place.name, href=link(f"/place/{row.place.place_id}", lang)), scope]
    address = link(f"/indicator/{row.indicator.indicator_id}", lang, query)
    return [dcc.Link(row.indicator.name.in_language(lang), href=address), scope]


def sources_panel(chain: Chain, passages: Sequence[Statement], lang: str) -> html.Section:
    """Return where the numbers of a chain come from: plan, passages, nature, path, definition."""
    row = chain.current
    entries: list[tuple[str, Part]] = [
        (word("plan", lang), [f"《{row.source.title}》", html.Small(row.source.citation)]),
        (word("passage", lang), [_quote(passage, lang) for passage in passages] or NOTHING),
        (word("definition", lang), row.indicator.definition.in_language(lang)),
        (word("nature", lang), word(NATURE_KEYS[row.target.nature], lang)),
        (word("rule", lang), word("rule_name", lang)),
    ]
    if row.observation:
        entries.append((word("data_state", lang), observation_source(row, lang)))
    if row.base_revised:
        entries.append(
            (word("base", lang), html.Span(word("base_revised", lang), className="chip tone-warn"))
        )
    if row.target.responsible:
        entries.append(
            (word("responsible", lang), duties(row.target.responsible, row.target.lead, lang))
        )
    listed = [part for key, value in entries for part in (html.Dt(key), html.Dd(value))]
    return card(html.H2(word("basis", lang)), html.Dl(listed, className="facts"), className="panel")


def _quote(passage: Statement, lang: str) -> html.Blockquote:
    footer = html.Footer(passage_link(passage, lang))
    return html.Blockquote([passage.quote, footer], className="quote")


def passage_link(passage: Statement, lang: str) -> dcc.Link:
    """Return the link to a passage in its document, by section and offsets."""
    where = word("offsets", lang).format(
        section=passage.section, start=passage.start, stop=passage.stop
    )
    address = link(f"/plans/{passage.document_id}", lang) + f"#s-{passage.statement_id}"
    return dcc.Link(where, href=address)


def observation_source(row: Row, lang: str) -> Part:
    """Return where the actual of a row was published, with 待核 where it is to be verified."""
    seen = row.observation
    assert seen is not None
    parts: list[Part] = [
        f"{seen.as_of or seen.period}　{seen.printed}{seen.printed_unit}　{seen.source}"
    ]
    if seen.trust == "C":
        parts.append(html.Span(word("trust_c", lang), className="chip tone-warn"))
    if seen.note:
        parts.append(html.Small(seen.note))
    return parts


def source_line(chain: Chain, lang: str) -> html.P:
    """Return the line under a chart: source of plan and actual, rule."""
    row = chain.current
    parts = [f"《{row.source.title}》"]
    if row.observation:
        parts.append(row.observation.source)
    text = word("list_comma", lang).join(parts)
    return html.P(
        f"{word('source', lang)}：{text}　{word('rule', lang)}：{word('rule_name', lang)}",
        className="note",
    )


def cell_table(cells: Sequence[Cell], lang: str, caption: str, *, by_place: bool) -> html.Div:
    """Return the table of latest values: of one place by indicator, or of one indicator by place."""
    head = [
        (word("place" if by_place else "indicator", lang), False), (word("actual", lang), True),
        (word("year", lang), True), (word("scope", lang), False), (word("source", lang), False),
    ]  # fmt: skip
    body: list[list[Part]] = [
        [
            _cell_name(cell, lang, by_place=by_place), cell.text(lang), cell.year,
            cell.observation.scope or word("whole", lang), cell.observation.source,
        ]
        for cell in cells
    ]  # fmt: skip
    return table(head, body, caption)


def _cell_name(cell: Cell, lang: str, *, by_place: bool) -> Part:
    place_id, key = cell.place.place_id, cell.indicator.indicator_id
    if by_place:
        return dcc.Link(cell.place.name, href=link(f"/place/{place_id}", lang))
    address = link(f"/indicator/{key}", lang, {"place": place_id})
    return dcc.Link(cell.indicator.name.in_language(lang), href=address)
