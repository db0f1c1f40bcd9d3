"""The XML of a scatter chart: python-pptx writes such, but knows no Chinese typeface and no gaps.

Names and order of the elements are those of ISO/IEC 29500-1, 21.2; text goes in as text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from dashboard.export.axes import Axis, heights_axis, years_axis
from dashboard.export.chart_table import ACTUAL, PATH, TARGET, ChartTable, Series
from dashboard.export.number_formats import number_format
from dashboard.report.records import Chart
from dashboard.theme import TOKENS

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"c": _C, "a": _A, "r": _R}
# EMU in a point; the numbers by which the two axes know each other.
_POINT = 12700
_YEARS, _HEIGHTS = 1, 2
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text of a chart: size in points, Chinese and Latin typeface."""

    points: float
    chinese: str = "宋体"
    latin: str = "Times New Roman"


def chart_space(chart: Chart, table: ChartTable, lettering: Lettering) -> Element:
    """Return the root element of the part of a chart, without c:externalData."""
    years, heights = years_axis(chart), heights_axis(chart)
    plot = _c(
        "plotArea", _c("layout"),
        _c("scatterChart", _c("scatterStyle", "lineMarker"), _c("varyColors", 0),
           *(_series(at, series, table, chart) for at, series in enumerate(table.series)),
           _c("axId", _YEARS), _c("axId", _HEIGHTS)),
        _years(years), _heights(heights, chart.unit),
    )  # fmt: skip
    legend = _c("legend", _c("legendPos", "b"), _c("overlay", 0))
    body = _c(
        "chart", _c("title", _rich(chart.finding, lettering.points + 1), _c("overlay", 0)),
        _c("autoTitleDeleted", 0), plot, legend, _c("plotVisOnly", 1), _c("dispBlanksAs", "gap"),
    )  # fmt: skip
    # Without these two Office draws a frame with round corners.
    return _c("chartSpace", _c("roundedCorners", 0), body, _frame(), _letters(lettering))


def _series(number: int, series: Series, table: ChartTable, chart: Chart) -> Element:
    """Return a series in its look: solid with round marks, dashed, or hollow diamonds."""
    line, marker = _LOOKS[series.name]()
    name = _c("strRef", _text("f", table.head(series)), _cache("strCache", 1, {0: series.name}))
    labels = (
        [_labels(series, [dot.label for dot in chart.targets])] if series.name == TARGET else []
    )
    count = len(table.times)
    return _c(
        "ser", _c("idx", number), _c("order", number), _c("tx", name), _shape(line), marker, *labels,
        _c("xVal", _numbers(table.cells("A"), count, dict(enumerate(table.times)))),
        _c("yVal", _numbers(table.cells(series.letter), count, series.values)), _c("smooth", 0),
    )  # fmt: skip


def _numbers(cells: str, count: int, values: Mapping[int, float]) -> Element:
    return _c("numRef", _text("f", cells), _cache("numCache", count, values))


def _cache(kind: str, count: int, values: Mapping[int, float | str]) -> Element:
    """Return what the cells hold; a cell that is not there is empty."""
    cache = _c(kind, *([_text("formatCode", "General")] if kind == "numCache" else []))
    cache.append(_c("ptCount", count))
    for at, value in values.items():
        point = etree.SubElement(cache, f"{{{_C}}}pt", idx=str(at))
        etree.SubElement(point, f"{{{_C}}}v").text = str(value)
    return cache


def _actual_look() -> tuple[Element, Element]:
    line = _line("brand", 2.25)
    return line, _marker("circle", 6, _fill("brand"), _line("brand", 0.75))


def _path_look() -> tuple[Element, Element]:
    line = _line("path", 1.5)
    line.append(_a("prstDash", val="dash"))
    return line, _c("marker", _c("symbol", "none"))


def _target_look() -> tuple[Element, Element]:
    """Return diamonds without any fill: LibreOffice, which draws no outline, then fills them."""
    return _line(None), _marker("diamond", 10, _a("noFill"), _line("target", 1.5))


_LOOKS = {ACTUAL: _actual_look, PATH: _path_look, TARGET: _target_look}


def _marker(symbol: str, size: int, fill: Element, line: Element) -> Element:
    return _c("marker", _c("symbol", symbol), _c("size", size), _shape(fill, line))


def _labels(series: Series, words: list[str]) -> Element:
    """Return its words above each target, and nothing for a point without words."""
    told = (
        _c("dLbl", _c("idx", at), _rich(word, colour="target"), _c("dLblPos", "t"), *_shown(1))
        for at, word in zip(series.values, words, strict=True)
        if word
    )
    return _c("dLbls", *told, *_shown(0))


def _shown(is_shown: int) -> Iterator[Element]:
    for part in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        yield _c(f"show{part}", is_shown if part == "Val" else 0)


def _years(ends: Axis) -> Element:
    """Return the axis of years, marked below the chart."""
    return _axis(ends, "b", "0")


def _heights(ends: Axis, unit: str) -> Element:
    """Return the axis of values with their unit: at each mark where it is %, else once."""
    shown = number_format(ends.decimals)
    grid = _c("majorGridlines", _shape(_line("line", 0.5)))
    if unit == "%":
        return _axis(ends, "l", f'{shown}"%"', grid)
    title = [_c("title", _rich(unit, upright=True), _c("overlay", 0))] if unit else []
    return _axis(ends, "l", shown, grid, *title)


def _axis(ends: Axis, side: str, shown: str, *extras: Element) -> Element:
    """Return the axis at the bottom ("b") or on the left ("l"); only the one below has a line."""
    is_below = side == "b"
    own, other = (_YEARS, _HEIGHTS) if is_below else (_HEIGHTS, _YEARS)
    number_format = etree.Element(f"{{{_C}}}numFmt", formatCode=shown, sourceLinked="0")
    return _c(
        "valAx", _c("axId", own),
        _c("scaling", _c("orientation", "minMax"), _c("max", ends.high), _c("min", ends.low)),
        _c("delete", 0), _c("axPos", side), *extras, number_format,
        _c("majorTickMark", "out" if is_below else "none"), _c("minorTickMark", "none"),
        _c("tickLblPos", "low"), _shape(_line("line-strong", 0.75) if is_below else _line(None)),
        _c("crossAx", other), _c("crosses", "min"), _c("crossBetween", "midCat"),
        _c("majorUnit", ends.step),
    )  # fmt: skip


def _rich(text: str, points: float = 0, colour: str = "ink", *, upright: bool = False) -> Element:
    """Return words in a colour, and in a size of their own where one is given."""
    looks = _a("rPr", _fill(colour), lang="zh-CN", b="0")
    if points:
        looks.set("sz", _hundredths(points))
    words = _a("t")
    words.text = text
    # Chinese characters stand upright one below the other.
    body = _a("bodyPr", rot="0", vert="eaVert") if upright else _a("bodyPr")
    written = _a("p", _a("r", looks, words))
    return _c("tx", _c("rich", body, _a("lstStyle"), written))


def _letters(lettering: Lettering) -> Element:
    """Return the letters of all text that has none of its own."""
    looks = _a(
        "defRPr", _fill("ink"), _a("latin", typeface=lettering.latin),
        _a("ea", typeface=lettering.chinese), sz=_hundredths(lettering.points), b="0",
    )  # fmt: skip
    written = _a("p", _a("pPr", looks), _a("endParaRPr", lang="zh-CN"))
    return _c("txPr", _a("bodyPr"), _a("lstStyle"), written)


def _hundredths(points: float) -> str:
    return str(round(points * 100))


def _frame() -> Element:
    """Return that a chart has neither ground nor frame."""
    return _shape(_a("noFill"), _line(None))


def _shape(*parts: Element) -> Element:
    return _c("spPr", *parts)


def _line(token: str | None, points: float = 0) -> Element:
    """Return a line in a colour of the theme, or none."""
    if token is None:
        return _a("ln", _a("noFill"))
    return _a("ln", _fill(token), w=str(round(points * _POINT)))


def _fill(token: str) -> Element:
    return _a("solidFill", _a("srgbClr", val=TOKENS[token][1:]))


def _text(tag: str, text: str) -> Element:
    made = _c(tag)
    made.text = text
    return made


def _c(tag: str, *content: Element | str | float) -> Element:
    """Return an element of a chart: with its value alone, or with children."""
    made = etree.Element(f"{{{_C}}}{tag}", nsmap=_NAMES)
    for one in content:
        if isinstance(one, (str, int, float)):
            made.set("val", str(one))
        else:
            made.append(one)
    return made


def _a(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of DrawingML."""
    made = etree.Element(f"{{{_A}}}{tag}", attributes, nsmap=_NAMES)
    made.extend(children)
    return made
