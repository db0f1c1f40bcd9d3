"""What the head of a table says: which column names, which counts, of which year and what kind.

A column whose head is not understood is `other` or `topic` and is never read as values of a
named row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from etl.text.numerals import read_chinese
from etl.text.table_cells import compact, read_unit
from etl.text.times import plan_period

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:[-—–~至到]((?:19|20)\d\d)年?)?(?:[末底初]|度)?")
_COMPARED = re.compile(r"[比较](?:(?:19|20)\d\d年?|上年|去年|基期)(?:同期|[末底])?")
_FIVE = re.compile(r"[“\"]?(?:第?十[一二三四五六七八九]个?五)[”\"]?(?:时期|期间|规划(?=.))?")
_BRACKET = re.compile(r"（([^（）]*)）")
_BRACKETS = str.maketrans("〔〕[]", "（）（）")
_CHINESE_YEAR = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_LEADS = re.compile(r"(?:到|至|截至)(?=(?:19|20)\d\d)")
_AIMED = re.compile(r"(?:计划|规划|目标|预期|拟)(?=.{2})")
_QUOTES = str.maketrans("", "", "“”\"'‘’")

_ROLES = (
    ("seq", r"序号|编号|序|No\.?|№|#"),
    ("unit", r"(?:计量|指标|度量)?单位"),
    ("duty", r".*(?:责任|牵头|主管|配合|落实|承办|实施|负责|参与)(?:单位|部门|科室|处室|主体)(?:名称)?"),
    ("attribute", r"(?:指标|目标)?(?:属性|性质)|备注|说明|.*来源|.*依据|.*口径|指标解释|指标类型"),
    ("theme", r"(?:指标)?(?:类别|类型|领域|分类|维度|方面|大类|类)|一级指标|发展(?:领域|类别)|板块"),
    ("year", r"年份|年度|年|时期"),
    (
        "name",
        r"(?:具体|主要|核心|二级|三级|监测|考核|评价|统计|发展|规划|关键|分项)*(?:指标|项目)"
        r"(?:名称|体系|内容|项)?|名称|(?:产品|行业|品种|商品|工程|任务|类别)名称|产品|行业|品种|指标.?年份?",
    ),
    (
        "place",
        r"各?(?:地区|县区|区县|市县|县市区|区县市|县市|市区|市州|州市|城市|地市|盟市|旗县区?|市|县|区"
        r"|省份|省市区?|省|行政区划?|区域|乡镇|镇街|乡镇街道|街道|园区)(?:名称)?",
    ),
    ("other", r".*(?:年限|期限|时限|时间|进度|地点|责任人|联系人|完成情况|措施|电话|排名|位次|名次)"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
STUBS = ("name", "place", "year")

_GROWTH = (
    r"(?:同比|年均|年平均|比上年|较上年|名义|实际)*(?:累计)?(?:增长率?|增速|增幅|增减幅?度?|升降幅?度?|变动幅?度?"
    r"|变化|增长速度|增减量|提高|下降|增长幅度)(?:或下降|/下降|幅度|率|%)?|同比|比上年|环比|±%?"
)
_MOODS = (
    ("growth", rf"(?:目标|预期)?(?:{_GROWTH})(?:目标|预期)?(?:值)?"),
    ("annual", r"(?=.*(?:年均|累计))(?:年均|累计|/|或|、|五年|（|）)+(?:增长)?(?:值|目标|数)?"),
    ("base", r"(?:规划|发展|统计)?(?:现状|基期|基数|基准|基础|基年|本底)(?:值|数|年|水平|情况)*(?:实际|实绩)?值?"),
    ("actual", r"(?:年末?|初步|全年)?(?:实际|实绩|完成|实现|实际完成|预计完成|完成情况|统计)(?:值|数|情况|量)?"),
    ("", r"预计|预测|估计|预计[数值]|达到|达"),
    ("goal", r"近期|远期|中期|中远期|末期"),
    (
        "goal",
        r"(?:规划|预期|约束|发展|主要|全年|年度|近期|远期|中期|末期|总体|分解|下达|建设)*"
        r"(?:目标|预期|规划|计划|任务|指标)(?:任务|目标)?(?:值|数|量|年|指标)?",
    ),
    ("share", r"(?:所占)?(?:比重|占比|构成|比例)"),
    ("amount", r"绝对[数额量值]|总量|数值|数量|数额|本年|当年|全年|年末数?|年末|合计|总计|总数|实绩|数"),
    (
        "measure",
        r"产量|产值|增加值|总产值|销售额|零售额|进口额|出口额|进出口额|投资额|完成投资|营业收入|销售量|播种面积|面积|金额",
    ),
)  # fmt: skip
_MOOD_PATTERNS = tuple((mood, re.compile(pattern)) for mood, pattern in _MOODS)
_PLACE_END = re.compile("^全[国省市县区州]$|.[省市县区州旗盟镇乡]$|自治[区州县旗]$")
_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]\s*([^。；]{1,40}?)\s*[）)|]*\s*$")
_TITLE = re.compile(
    r"^[\s#*]*(?:(?:附?表|专栏|附件)\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)?[:：、.\s]*)?(?P<title>.*?)[\s*#]*$"
)
_TITLE_END = re.compile(
    r"(?:表|情况|指标体系|指标|目标|任务|数|构成|[率量值人口面积比重收入])(?:[（(][^（）()]*[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `role` is name, unit, value, topic (a noun alone), duty and so on.

    `mood` is goal, base, actual, growth, share, amount, measure or "" for a plain year; `noun`
    is what the head names besides.
    """

    role: str
    mood: str = ""
    year: int | None = None
    unit: str = ""
    noun: str = ""
    label: str = ""

    @property
    def holds_values(self) -> bool:
        """Whether cells under this head may be values."""
        return self.role in ("value", "topic")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table: title, units and the year it names."""

    title: str = ""
    units: tuple[str, ...] = ()
    year: int | None = None


@lru_cache(maxsize=1024)
def read_column(head: str) -> Column:
    """Return what the text of one head cell says about its column."""
    label = compact(head).translate(_BRACKETS)
    text, unit = _without_unit(label)
    bare = re.sub(r"[（）、/]", "", text)
    for role, pattern in _COMPILED:
        if pattern.fullmatch(text) or pattern.fullmatch(bare):
            return Column(role, unit=unit, label=label)
    rest, year = _without_year(text)
    for mood, mood_pattern in _MOOD_PATTERNS:
        if mood_pattern.fullmatch(rest):
            noun = rest if mood in ("measure", "share", "growth", "annual") else ""
            return Column("value", mood, year, unit, noun, label)
    if not rest:
        # “十四五” alone names no year of a value and no kind.
        return Column("value" if year else "other", "", year, unit, "", label)
    if _YEAR.search(rest) or not re.search(r"[\u4e00-\u9fff]", rest):
        # Two years over one column, or none in words: which is meant cannot be told.
        return Column("other", unit=unit, label=label)
    aimed = _AIMED.match(rest)
    noun = rest[aimed.end() :] if aimed else rest
    return Column("topic", "goal" if aimed else "", year, unit, noun, label)


def _without_unit(text: str) -> tuple[str, str]:
    """Take （亿元） out of a head or a name, together with what is said beside the unit."""
    for match in _BRACKET.finditer(text):
        parts = [part.partition("：")[2] or part for part in re.split("[，、；]", match[1])]
        unit = next((read_unit(part) for part in parts if read_unit(part)), "")
        if unit:
            return text[: match.start()] + text[match.end() :], unit
    if len(text) > 2 and text.endswith(("%", "‰")):
        return text[:-1].rstrip("（"), text[-1]
    return text, ""


def split_unit(name: str) -> tuple[str, str]:
    """Return a name without the unit in brackets behind it, and that unit."""
    return _without_unit(name)


def _without_year(text: str) -> tuple[str, int | None]:
    """Return a head without its year, five-year plan or comparison, and the year."""
    rest = _CHINESE_YEAR.sub(lambda match: str(int(read_chinese(match[0]))), text)
    rest = _COMPARED.sub("比上年", _LEADS.sub("", rest))
    year = None
    match = _YEAR.search(rest)
    if match:
        year = int(match[2] or match[1])
        rest = rest[: match.start()] + rest[match.end() :]
    five = _FIVE.search(rest)
    if five and len(five[0].translate(_QUOTES)) > 2:
        period = plan_period(five[0].translate(_QUOTES))
        tail = rest[five.end() :]
        year = year or (period[1] if period else None)
        rest = rest[: five.start()] + tail.lstrip("末底期")
    return rest.strip("（）的:：").translate(_QUOTES), year


def read_head(rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Return the columns of a head of one or more rows; () when it does not head a table."""
    filled = [list(row) for row in rows]
    for upper, lower in pairwise(filled):
        for index in range(1, len(upper)):
            # A cell over several columns is printed once: what is under it has a head of its own.
            if not upper[index] and lower[index] and lower[index - 1] != upper[index - 1]:
                upper[index] = upper[index - 1] if lower[index - 1] else ""
    columns: list[Column] = []
    for parts in zip(*filled, strict=True):
        distinct = list(dict.fromkeys(compact(part) for part in parts if part))
        column = read_column("".join(distinct))
        # 指标 over two columns: the second one names more closely.
        wide = not distinct and bool(columns) and columns[-1].role == "name"
        columns.append(columns[-1] if wide else column)
    return settle(columns)


def settle(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the stub decided, () when no column names or none counts."""
    settled = _with_stub(list(columns))
    stub = next((column.role for column in settled if column.role in STUBS), "")
    if stub in ("", "name") and not any(column.role == "value" for column in settled):
        # 单位 over the names of places or offices; and tables of mere words.
        return tuple(settled) if stub and _numbers_places(settled) else ()
    if not stub or not any(column.holds_values for column in settled):
        return ()
    return tuple(settled)


def _with_stub(columns: list[Column]) -> list[Column]:
    """Let the first column name the rows where no head says which does: 任务, 类别 or nothing."""
    roles = [column.role for column in columns]
    dated = [column for column in columns if column.role == "value" and column.year is not None]
    if "year" in roles and "name" not in roles and len(dated) > 1:
        # 年份 over the names, because the years run across.
        columns[roles.index("year")] = replace(columns[roles.index("year")], role="name")
    elif dated and not any(role in STUBS for role in roles):
        first = 1 if roles[0] == "seq" else 0
        opens = columns[first] if first < len(columns) else columns[0]
        if opens.role in ("theme", "topic", "other") or (opens.mood and not opens.year):
            columns[first] = replace(opens, role="name")
    elif columns and columns[0].label == "" and not any(role in STUBS for role in roles):
        columns[0] = replace(columns[0], role="name")
    return columns


def _numbers_places(columns: Sequence[Column]) -> bool:
    """Whether a head is nothing but a name and what sounds like places: 指标, 某市, 某县."""
    topics = [column for column in columns if column.role == "topic"]
    known = sum(column.role in ("name", "seq", "unit") for column in columns)
    places = sum(_PLACE_END.search(column.noun) is not None for column in topics)
    return len(topics) >= 2 and len(topics) + known == len(columns) and places * 2 > len(topics)


def rising_years(columns: Sequence[Column]) -> bool:
    """Whether the columns are nothing but two or more years in order."""
    years = [column.year or 0 for column in columns]
    plain = all(column.role == "value" and not column.mood for column in columns)
    return plain and len(years) > 1 and years == sorted(set(years))


def read_caption(lines: Sequence[str]) -> Caption:
    """Return title, units and year of the lines above a table, the nearest last."""
    title, units, year = "", tuple[str, ...](), None
    for line in reversed(lines):
        match = _UNIT_LINE.search(line)
        if match and not units:
            units = read_units(match[1])
            line = line[: match.start()].rstrip("（( ")
        if line.strip() and not title and _is_title(line):
            title = _TITLE.sub(r"\g<title>", line).strip()
            named = {int(found[1]) for found in _YEAR.finditer(title) if not found[2]}
            spans = any(found[2] for found in _YEAR.finditer(title))
            year = named.pop() if len(named) == 1 and not spans else None
    return Caption(title, units, year)


def read_units(text: str) -> tuple[str, ...]:
    """Return the units that a line such as 单位：万人、% names."""
    parts = [read_unit(part) for part in re.split(r"[、，,；;\s和]+", text)]
    return tuple(part for part in parts if part)


def _is_title(line: str) -> bool:
    text = line.strip(" \t\u3000#*|")
    if len(text) > 45 or re.search(r"[。；]", text):
        return False
    labelled = re.match(r"(?:附?表|专栏)\s*[\d一二三四五六七八九十]", text)
    return bool(labelled or line.lstrip().startswith("#") or _TITLE_END.search(text))
