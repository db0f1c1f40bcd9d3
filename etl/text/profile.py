"""What a document is, guessed from its title and text when nobody has said it.

A guess is only a proposal for `document.yaml`; it must never override what a person wrote.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from etl.domain.records import NATION
from etl.text import genres, place_words
from etl.text.names import Names
from etl.text.script import to_plain
from etl.text.times import find_years, plan_period
from etl.text.vocabulary import is_taiwanese, to_mainland

_ISSUED = re.compile(r"((?:19|20)\d\d)[年/-](\d{1,2})[月/-](\d{1,2})")
_NUMBERED = re.compile(r"[〔\[【]((?:19|20)\d\d)[〕\]】]\s*\d+\s*号")
_ISSUER = re.compile(r"人民政府|发展和改革委员会|发展改革委|办公室|办公厅|统计局|人民代表大会")
# A name that no table knows: it opens the title or stands behind 印发.
_IN_TITLE = re.compile(
    rf"(?:^|印发《?|在)(?P<name>(?:(?!{'|'.join(place_words.NOT_IN_NAMES)})[\u4e00-\u9fff]){{2,4}}"
    r"(?:自治区|自治州|自治县|自治旗|街道|省|市|县|区|州|盟|旗|镇|乡))(?=人民政府|[\u4e00-\u9fff“《\d])"
)
# A name that was taken out of the document must not be guessed from the rest of it.
_HIDDEN = re.compile(r"(?:[Xx×*＊○]{1,4}|某{1,2})(?:省|市|县|区|州|镇)")
_NATIONAL = ("国家", "全国", "中华人民共和国", "国务院")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_EDITION = re.compile(r"年鉴[（(—-]*((?:19|20)\d\d)")
_OFFICIAL = ("省", "市", "县", "区", "旗", "州", "盟")
_HEAD, _TAIL = 1500, 300
_TITLE_LINES, _LONGEST_TITLE = 3, 60
_TITLE_ENDS = (
    "规划",
    "纲要",
    "计划",
    "方案",
    "要点",
    "报告",
    "公报",
    "通知",
    "意见",
    "办法",
    "）",
    "措施",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What reading a statement needs to know of its document.

    `kind` is plan, work_points, scheme, action_plan, report, news or other; `first_year` is the
    working year of work points and reports, of a bulletin the year it is about.
    """

    document_id: str
    title: str
    kind: str
    place_id: str | None
    place_name: str
    base_year: int | None
    first_year: int | None
    last_year: int | None
    issued_on: str | None

    @property
    def is_annual(self) -> bool:
        """Whether it sets the tasks of one year: work points, reports, a scheme for a single year."""
        if self.kind in ("plan", "scheme", "action_plan"):
            return self.first_year is not None and self.first_year == self.last_year
        return self.kind in ("work_points", "report")

    @property
    def working_year(self) -> int | None:
        """Return the year that 今年 means: of an annual document its own, else that of issue."""
        if self.is_annual and self.first_year:
            return self.first_year
        return int(self.issued_on[:4]) if self.issued_on else None

    @property
    def is_bulletin(self) -> bool:
        """Whether everything in it is what was: 统计公报."""
        return self.kind == "report" and _names_statistics(self.title)

    @property
    def past_year(self) -> int | None:
        """Return the year a section that looks back is about."""
        if self.is_annual and self.first_year:
            return self.first_year if self.is_bulletin else self.first_year - 1
        return self.base_year


@lru_cache(maxsize=16)
def _names_statistics(title: str) -> bool:
    """Whether a title is that of statistics; asked for every number of a document."""
    plain = to_plain(title)
    return any(word in plain for word in ("公报", "运行情况", "统计分析", "年鉴"))


def guess_profile(text: str, *, document_id: str, places: Mapping[str, str]) -> Profile:
    """Return what title and text say about a document; unknown things stay empty."""
    plain, title = to_plain(text), _title(text)
    plain_title = to_plain(title)
    if is_taiwanese(text):
        plain, plain_title = to_mainland(plain), to_mainland(plain_title)
    block = _title_block(plain)
    names = Names({}, places)
    issued_on = _issued_on(plain)
    # A document without title opens with a sentence.
    kind = _kind("" if "。" in plain_title else plain_title, block, plain)
    first, last = _period(block, plain, kind, issued_on)
    name, place_id = _place(block, plain, names)
    base = first - 1 if first is not None else None
    return Profile(document_id, title, kind, place_id, name, base, first, last, issued_on)


def _is_chrome(line: str) -> bool:
    return any(word in line for word in genres.CHROME)


def _title(text: str) -> str:
    """Return the first line that says something, joined with the next where that ends it."""
    lines = [line.replace("**", "").strip(" \t\u3000#\ufeff") for line in text[:_HEAD].splitlines()]
    told = [line for line in lines if line and not _is_chrome(to_plain(line))]
    if not told:
        return ""
    if len(told) > 1 and not to_plain(told[0]).endswith(_TITLE_ENDS):
        follows = to_plain(told[1])
        short = len(told[0]) + len(told[1]) <= _LONGEST_TITLE and "。" not in told[0] + told[1]
        if short and follows.endswith(_TITLE_ENDS[:-1]) and "人民政府" not in told[0][-6:]:
            return told[0] + told[1]
    return told[0]


def _title_block(plain: str) -> str:
    """Return the short lines at the head of a document, without the navigation of a page."""
    block: list[str] = []
    for line in plain[:_HEAD].splitlines():
        told = "".join(line.replace("**", "").strip("#\ufeff").split())
        if not told or _is_chrome(told):
            continue
        if "。" in told or len(told) > _LONGEST_TITLE or len(block) == _TITLE_LINES:
            break
        block.append(told)
    return "\n".join(block)


def _issued_on(plain: str) -> str | None:
    for part in (plain[:_HEAD], plain[-_TAIL:]):
        match = _ISSUED.search(part)
        if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None


def _kind(title: str, block: str, plain: str) -> str:
    speech = any(word in block for word in genres.SPEECHES)
    is_annual = find_years(title) and not plan_period(title) and "年行动" not in title
    for named in () if speech else (title, block):
        for word, kind in genres.PLAN_CLASSES:
            if word in named:
                return "work_points" if is_annual and word == "计划" else kind
    if any(word in plain[:_HEAD] for word in genres.NEWS_WORDS):
        return "news"
    if speech:
        return "other"
    opening = "".join(plain.split())[:200]
    named_at = [
        (opening.find(word), kind) for word, kind in genres.NAMED_CLASSES if word in opening
    ]
    return min(named_at)[1] if named_at else "other"


def _period(
    block: str, plain: str, kind: str, issued_on: str | None
) -> tuple[int | None, int | None]:
    """Return first and last year: of the title, the working year, or the text's first period."""
    title = block.partition("\n")[0]
    for part in (title, block):
        period = plan_period(part)
        if period and kind not in ("work_points", "report", "news", "other"):
            return period
    edition = _EDITION.search(title)
    if edition:
        return int(edition[1]), int(edition[1])
    is_annual = kind in ("work_points", "report")
    years = find_years(title) or find_years(block)
    if not years and is_annual and not (kind == "report" and issued_on):
        years = find_years(plain[:400])
    if years and kind != "news":
        # 2023年计划执行情况与2024年计划草案: the later is the working year; 十四五 is none.
        named = [int(year) for year in _YEARS.findall(title)] if is_annual else []
        year = max(named, default=years[0].year)
        return year, year
    if kind in ("plan", "scheme", "action_plan"):
        found = plan_period(plain[:_HEAD])
        if found:
            return found
        numbered = _NUMBERED.search(plain[:_HEAD])
        if numbered and not issued_on:
            return int(numbered[1]), None
    return (int(issued_on[:4]), None) if issued_on else (None, None)


def _place(block: str, plain: str, names: Names) -> tuple[str, str | None]:
    """Return the document's region: of its title, its issuing body, else the one named most."""
    title = block.partition("\n")[0]
    for part in (title, block):
        hidden = _HIDDEN.search(part)
        if hidden:
            return hidden[0], None
        unknown = _IN_TITLE.search(part)
        if unknown and not names.place_at(unknown["name"]):
            return unknown["name"], None
        found = _places_in(part, names)
        if found:
            return _formal(_longest_name(found), names)
        if any(word in title for word in _NATIONAL):
            return "全国", NATION
    return _place_of_text(plain, names)


def _place_of_text(plain: str, names: Names) -> tuple[str, str | None]:
    told = "\n".join(line for line in plain[:_HEAD].splitlines() if not _is_chrome(line))
    for match in _ISSUER.finditer(told):
        window = told[max(0, match.start() - 12) : match.start()]
        before = [entry for entry in _places_in(window, names) if entry[1] != NATION]
        if before:
            return _formal(_longest_name(before[-1:]), names)
    return _most_named(plain, names)


def _most_named(plain: str, names: Names) -> tuple[str, str | None]:
    """Return the place named most; a city's text that names its counties is the city's."""
    city = plain.count("全市") + plain.count("我市")
    county = plain.count("全县") + plain.count("我县") + plain.count("我区")
    province = plain.count("全省") > city + county
    counted: Counter[str] = Counter()
    for start, (name, place_id) in _placed_in(plain, names):
        # A short name can be part of any two words: it must open one.
        opens = start == 0 or not _HAN.match(plain[start - 1]) or plain[start - 1] in "在到和与是"
        if place_id == NATION or not (name.endswith(_OFFICIAL) or opens):
            continue
        if province:
            place_id = place_id[:2] + "0000"
        elif city > county:
            place_id = place_id[:4] + "00"
        counted[place_id] += 1
    common = [place_id for place_id, _ in counted.most_common(1)]
    return (names.formal_name(common[0]), common[0]) if common else ("", None)


def _longest_name(found: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the most specific place: the last of 某省某市."""
    return max(found, key=lambda entry: len(entry[1].rstrip("0")))


def _formal(entry: tuple[str, str], names: Names) -> tuple[str, str]:
    return names.formal_name(entry[1]) or entry[0], entry[1]


def _places_in(plain: str, names: Names) -> list[tuple[str, str]]:
    return [place for _, place in _placed_in(plain, names)]


def _placed_in(plain: str, names: Names) -> list[tuple[int, tuple[str, str]]]:
    """Return the places of a text with where they stand."""
    found, start = [], 0
    while start < len(plain):
        place = names.place_at(plain, start)
        if place:
            found.append((start, place))
        start += len(place[0]) if place else 1
    return found
