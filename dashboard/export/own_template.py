"""A user's own Word template, filled with the texts of a report.

The template is a stranger's file: it is judged before it is opened, its expressions run in a
sandbox and text from data is never markup. What cannot be filled is refused, nothing is half done.
"""

import re
import traceback
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)  # fmt: skip
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from dashboard.export.archive import undated
from dashboard.export.properties import about, released
from dashboard.format import duties, signed
from dashboard.report import fields
from dashboard.report.clean import clean
from dashboard.report.records import SECTIONS, TABLES, Blank, Line, Paragraph, Report, Table
from etl.errors import UrbanError
from etl.formats.archive import Package

# What a template may ask for besides the texts of a report, and what each of a line or table holds.
FIELDS: tuple[tuple[str, str], ...] = (
    *fields.FIELDS.items(),
    ("title_lines", "报告标题，逐行"),
    ("stamp", "数据截至日期、版次和内容摘要"),
    ("highlights", "总体结论要点，逐条"),
    ("sections.键", "一节的各段文字，逐段；键为" + "、".join(SECTIONS)),
    ("tables.键.caption", "一张表的标题；键为" + "、".join(TABLES)),
    ("tables.键.heads", "一张表的各栏名称"),
    ("tables.键.rows", "一张表的各行，每行为各栏文字"),
    ("tables.键.notes", "一张表的表注，逐条"),
    ("lines", "各项目标，逐项；每项有以下各项"),
    ("line.number", "序号"),
    ("line.indicator", "指标"),
    ("line.scope", "范围，没有则为空"),
    ("line.base", "基期值（带单位）"),
    ("line.base_year", "基期年份"),
    ("line.target", "目标（带单位）"),
    ("line.target_year", "目标年份"),
    ("line.actual", "实际值（带单位）"),
    ("line.actual_year", "实际值年份"),
    ("line.gap", "进度差（百分点）"),
    ("line.status", "评估结论"),
    ("line.reason", "评估理由"),
    ("line.department", "责任单位"),
    ("line.plan", "规划文件"),
)
_NO_TABLE: Mapping[str, Any] = {"caption": "", "heads": (), "rows": (), "notes": ()}
_EXAMPLE = "写法如{{ place }}、{%p for text in sections.conclusion %}"
# What an expression may raise that adds, divides or looks up what does not fit.
_FAULTS = (
    TemplateError, etree.XMLSyntaxError, ArithmeticError, AttributeError, LookupError, TypeError,
    ValueError, RecursionError, MemoryError,
)  # fmt: skip
# So many characters of the template are shown where it breaks.
_SHOWN = 60
_QUOTED = re.compile(r"'([^']*)'")


class TemplateRefused(UrbanError):
    """A template that cannot be filled; the text names the file, the place in it and what to do."""

    code = "template-refused"


def fill_template(report: Report, template: Path) -> bytes:
    """Return a user's .docx with its fields filled.

    Raises TemplateRefused and, for a damaged file or a zip bomb, DocumentUnreadable.
    """
    name, data = template.name, _read(template)
    Package(data, name).main()
    try:
        filled = _Template(BytesIO(data))
        filled.init_docx()
    except (ValueError, LookupError, AttributeError, etree.XMLSyntaxError):
        raise TemplateRefused(f"{name}不是Word文档（.docx），请用Word另存为.docx后再用。") from None
    context, environment = _context(report), _Sandbox()
    try:
        filled.render(context, environment, autoescape=True)
    except _FAULTS as fault:
        raise TemplateRefused(_why(fault, name, filled, environment, context)) from None
    return _saved(filled, report)


# docxtpl has no types.
class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that remembers what it was writing and mends nothing by leaving it out."""

    source = ""

    def render_xml_part(self, src_xml: str, *rest: Any) -> Any:
        """Keep what is rendered, a paragraph a line as docxtpl hands it to Jinja."""
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        return super().render_xml_part(src_xml, *rest)

    def fix_tables(self, xml: str) -> Any:
        """Refuse a broken body before docxtpl mends it."""
        etree.fromstring(xml)
        return super().fix_tables(xml)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without the ways to markup, chance and unbounded work."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_written)
        for unwanted in ("safe", "random"):
            del self.filters[unwanted]
        del self.globals["lipsum"]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return a product of numbers; anything else may fill the memory."""
        if operator == "**" or not all(isinstance(one, (int, float)) for one in (left, right)):
            raise SecurityError(f"'{operator}'")
        return super().call_binop(context, operator, left, right)


class _NotText(TemplateError):
    """A field that is a list or a table and was asked for as if it were a text."""


def _written(value: object) -> object:
    """Return a value that can be written down as it is."""
    # What is undefined raises of itself.
    if isinstance(value, (str, int, float, Undefined)):
        return value
    raise _NotText


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError:
        raise TemplateRefused(f"找不到或不能打开模板文件{template}，请检查路径和权限。") from None


def _saved(filled: DocxTemplate, report: Report) -> bytes:
    """Return the filled template, which says which data it shows and when these were released."""
    properties = filled.docx.core_properties
    properties.comments = about(report)["comments"]
    properties.modified = released(report.stamp.release)
    out = BytesIO()
    filled.docx.save(out)
    return undated(out.getvalue())


def _context(report: Report) -> dict[str, Any]:
    """Return what a template may ask for; what a report has nothing of is empty."""
    texts = dict.fromkeys(fields.FIELDS, "") | dict(report.fields)
    sections = {section.key: section for section in report.sections}
    return texts | {
        "title": "".join(report.title), "title_lines": report.title, "stamp": report.stamp.line,
        "highlights": report.highlights,
        "sections": {
            key: [one.text for one in sections[key].blocks if isinstance(one, (Paragraph, Blank))]
            if key in sections else []
            for key in SECTIONS
        },
        "tables": dict.fromkeys(TABLES, _NO_TABLE) | {one.key: _table(one) for one in report.tables},
        "lines": [_line(line) for line in report.lines],
    }  # fmt: skip


def _table(table: Table) -> Mapping[str, Any]:
    return {
        "caption": table.caption, "notes": table.notes,
        "heads": [column.head for column in table.columns],
        "rows": [[cell.text for cell in row] for row in table.rows],
    }  # fmt: skip


def _line(line: Line) -> Mapping[str, str]:
    """Return a target as texts, each fit for a file; "" where there is nothing to say."""
    row, aim, say = line.row, line.row.target, line.row.wording()
    texts = {
        "number": str(line.number), "indicator": row.indicator.name.zh, "scope": aim.scope,
        "base": "" if aim.base is None else say.value(aim.base), "base_year": str(aim.base_year or ""),
        "target": row.aim(), "target_year": str(aim.year or ""),
        "actual": "" if row.actual is None else say.value(row.actual),
        "actual_year": str(row.period or ""), "gap": signed(row.gap_points),
        "status": row.status_word(), "reason": row.reason(),
        "department": duties(aim.responsible, aim.lead, "zh"), "plan": row.source.title,
    }  # fmt: skip
    return {name: clean(text) for name, text in texts.items()}


def _why(
    fault: BaseException, name: str, filled: _Template, environment: _Sandbox,
    context: Mapping[str, Any],
) -> str:  # fmt: skip
    """Return why a template is refused, as a sentence that says what to do."""
    place = _place(fault, filled)
    match fault:
        case SecurityError():
            return f"{name}{place}用了不允许的写法{_quoted(fault, 0)}：只能取用字段，不能调用程序。请删去后再用。"
        case UndefinedError():
            unknown = filled.get_undeclared_template_variables(environment) - set(context)
            named = "、".join(f"“{one}”" for one in sorted(unknown)) or _quoted(fault, -1)
            return f"{name}里有不认识的字段{named}。可用的字段：{_known(context)}。请改正后再用。"
        case TemplateSyntaxError():
            return f"{name}{place}的字段写法有错。{_EXAMPLE}，请改正后再用。"
        case etree.XMLSyntaxError():
            return f"{name}填写后不是完整的Word文档，请检查循环和条件的起止是否在同一段或同一行。"
        case _NotText():
            return f"{name}{place}的字段是一组内容，不能直接填写。请用循环逐项填写，{_EXAMPLE}。"
        case _:
            return f"{name}{place}有算不出来的写法。{_EXAMPLE}，请改正后再用。"


def _known(context: Mapping[str, Any]) -> str:
    tables = [f"tables.{key}" for key in context["tables"]]
    names = [one for one, _ in FIELDS if "." not in one]
    return "、".join((*names, *(f"sections.{key}" for key in SECTIONS), *tables))


def _quoted(fault: BaseException, at: int) -> str:
    """Return the name that a message of Jinja quotes at a place, in Chinese quotes."""
    found: Sequence[str] = _QUOTED.findall(str(fault))
    return f"“{found[at]}”" if found else ""


def _place(fault: BaseException, filled: _Template) -> str:
    """Return the words of the template where it breaks, "" where that is not known."""
    numbers = [fault.lineno] if isinstance(fault, TemplateSyntaxError) else []
    frames = traceback.extract_tb(fault.__traceback__)
    numbers += [frame.lineno or 0 for frame in frames if frame.filename == "<template>"]
    lines = filled.source.splitlines()
    if not numbers or not 0 < numbers[-1] <= len(lines):
        return ""
    words = re.sub("<[^>]*>", "", lines[numbers[-1] - 1]).strip()
    return f"里“{words[:_SHOWN]}”处" if words else ""
