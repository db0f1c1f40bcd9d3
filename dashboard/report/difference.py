"""与上次发布的比较: which targets stand otherwise than in the last publication, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.changes import Change, cause_words, number_of
from dashboard.report.counts import parts_of
from dashboard.report.findings import Compared, Findings
from dashboard.report.phrases import NOTHING, quantity
from dashboard.report.records import Block, Cell, Column, Paragraph, Table
from dashboard.theme import MARKS
from etl.domain.periods import day_in_words
from etl.domain.reason import STATUS_WORDS, Wording
from etl.domain.records import Registry

_COLUMNS = (
    Column("指标", 2.8), Column("目标年", 1.0, "center"), Column("上次结论", 1.5, "center"),
    Column("本次结论", 1.5, "center"), Column("上次实际", 1.5, "right"), Column("本次实际", 1.5, "right"),
    Column("变化原因", 3.2),
)  # fmt: skip


def difference(found: Findings) -> list[Block]:
    """Return what changed since the publication compared with; [] where there is none."""
    return list(_blocks(found, found.compared)) if found.compared else []


def _blocks(found: Findings, compared: Compared) -> Iterator[Block]:
    edition, changes = compared.publication, compared.changes
    moved = [one for one in changes if _status_differs(one)]
    other = [one for one in changes if one.has_changed and not _status_differs(one)]
    same = len(changes) - len(moved) - len(other)
    parts = {"评估结论有变化的": len(moved), "仅数值或目标有变化的": len(other), "没有变化的": same}
    yield Paragraph(
        f"与{day_in_words(edition.as_of)}的发布版“{edition.title}”（{edition.who}发布）相比，"
        f"两次合计涉及目标{len(changes)}项：{parts_of(len(changes), parts, '与上次发布相比的目标')}。"
    )
    if moved:
        steps = Counter((_word(one.then), _word(one.now)) for one in moved)
        told = "、".join(
            f"由“{then}”变为“{now}”{number}项" for (then, now), number in steps.items()
        )
        yield Paragraph(f"评估结论有变化的{len(moved)}项中，{told}。")
    if moved or other:
        yield Table(
            "changes", f"与{day_in_words(edition.as_of)}发布版的比较", _COLUMNS,
            tuple(_cells(found.registry, one) for one in (*moved, *other)),
            notes=("注：变化原因按两次结果逐项比对得出；数值未变而结论变化的，为规则、登记表或程序变化所致。",),
        )  # fmt: skip


def _status_differs(one: Change) -> bool:
    then, now = one.then or {}, one.now or {}
    return then.get("status") != now.get("status")


def _word(line: Mapping[str, object] | None) -> str:
    if line is None:
        return "未列入"
    said, status = str(line.get("status_word") or ""), str(line["status"])
    return said or STATUS_WORDS.get(status, (status, ""))[0]


def _cells(registry: Registry, one: Change) -> tuple[Cell, ...]:
    line = one.now or one.then
    assert line is not None
    indicator = registry.indicators.get(str(line["indicator_id"]))
    name = indicator.name.zh if indicator else str(line.get("indicator") or line["indicator_id"])
    return (
        Cell(name), Cell(str(line.get("target_year") or "未写明")), _status(one.then), _status(one.now),
        _actual(registry, one.then), _actual(registry, one.now),
        Cell("；".join(cause_words(one, registry.vintages)) or NOTHING),
    )  # fmt: skip


def _status(line: Mapping[str, object] | None) -> Cell:
    mark = MARKS.get(str(line["status"])) if line else None
    return Cell(_word(line), tone=mark.tone if mark else "")


def _actual(registry: Registry, line: Mapping[str, object] | None) -> Cell:
    """Return the actual of a line with its unit and year, as it was frozen or as it is today."""
    given = (line or {}).get("actual")
    value = None if given is None else number_of(str(given))
    if line is None or value is None:
        return Cell(NOTHING)
    indicator = registry.indicators.get(str(line["indicator_id"]))
    if indicator is None:
        return Cell(f"{value:g}", value)
    say = Wording(indicator, registry.units[indicator.unit])
    found = quantity(say, indicator, value)
    return replace(found, text=f"{found.text}{say.unit}（{line.get('period') or '年份不详'}）")
