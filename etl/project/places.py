"""Places by GB/T 2260 code, with exact other names and old codes; never matched by likeness."""

from collections.abc import Iterable, Mapping

from etl.domain.records import NATION, Place, PlaceAlias
from etl.errors import NotFound, Problem
from etl.project.folder import Folder
from etl.project.tables import Row, read_table

LEVELS = ("nation", "province", "prefecture", "county")
ALIAS_KINDS = ("short", "old_name", "old_code", "traditional")


def read_places(folder: Folder, problems: list[Problem]) -> dict[str, Place]:
    """Return the places of a project by code; what is wrong goes to `problems`."""
    name = folder.name(folder.places)
    columns = ("place_id", "name", "level", "parent_id", "counted_in")
    places: dict[str, Place] = {}
    rows = read_table(folder.places, name, columns, problems)
    for row in rows:
        problems.extend(_row_problems(row, name, places))
        code = row["place_id"]
        places[code] = Place(
            code, row["name"], row["level"], row["parent_id"] or None, row["counted_in"] or None
        )
    for row in rows:
        for column in ("parent_id", "counted_in"):
            if row[column] and row[column] not in places:
                message = f"没有代码为{row[column]}的地区；请先登记上级地区。"
                problems.append(Problem("unknown-place", name, message, row.number, column))
    if NATION not in places:
        problems.append(Problem("no-nation", name, "缺少全国（000000）；请补上这一行。"))
    return places


def _row_problems(row: Row, name: str, known: Mapping[str, Place]) -> Iterable[Problem]:
    code = row["place_id"]
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        message = f"“{code}”不是6位行政区划代码；应如620800。"
        yield Problem("bad-code", name, message, row.number, "place_id")
    if code in known:
        yield Problem(
            "repeated-place", name, f"代码{code}重复；请删去一行。", row.number, "place_id"
        )
    if not row["name"]:
        yield Problem("empty", name, "地区名称为空；请填写全称。", row.number, "name")
    if row["level"] not in LEVELS:
        message = f"“{row['level']}”不是级别；可用：{'、'.join(LEVELS)}。"
        yield Problem("bad-level", name, message, row.number, "level")


def read_aliases(
    folder: Folder, places: Mapping[str, Place], problems: list[Problem]
) -> tuple[PlaceAlias, ...]:
    """Return the other names and codes; each must lead to one place only."""
    name = folder.name(folder.place_aliases)
    found: dict[str, PlaceAlias] = {}
    for row in read_table(folder.place_aliases, name, ("place_id", "alias", "kind"), problems):
        alias = PlaceAlias(row["place_id"], row["alias"], row["kind"])
        if alias.place_id not in places:
            message = f"没有代码为{alias.place_id}的地区；请核对代码。"
            problems.append(Problem("unknown-place", name, message, row.number, "place_id"))
        if alias.kind not in ALIAS_KINDS:
            message = f"“{alias.kind}”不是别名种类；可用：{'、'.join(ALIAS_KINDS)}。"
            problems.append(Problem("bad-alias-kind", name, message, row.number, "kind"))
        other = found.setdefault(alias.alias, alias)
        if other is not alias:
            message = f"“{alias.alias}”已是{other.place_id}的别名；一个别名只能指一个地区。"
            problems.append(Problem("repeated-alias", name, message, row.number, "alias"))
    return tuple(found.values())


def names_of(
    places: Mapping[str, Place], aliases: Iterable[PlaceAlias], near: str | None = None
) -> dict[str, str]:
    """Return the place of every name and alias that leads to exactly one place.

    Of several of one name (鼓楼区) it is the only one in the city or else the province of `near`.
    """
    named: dict[str, list[str]] = {}
    for place in places.values():
        named.setdefault(place.name, []).append(place.place_id)
    for alias in aliases:
        named.setdefault(alias.alias, [alias.place_id])
    found = {name: _nearest(codes, near or "") for name, codes in named.items()}
    return {name: place_id for name, place_id in found.items() if place_id}


def _nearest(codes: list[str], near: str) -> str | None:
    if len(codes) == 1:
        return codes[0]
    for digits in (4, 2):
        close = [code for code in codes if near and code[:digits] == near[:digits]]
        if len(close) == 1:
            return close[0]
    return None


def find_place(given: str, places: Mapping[str, Place], aliases: Iterable[PlaceAlias]) -> Place:
    """Return the place of a code, an old code, a name or an alias. Raises NotFound."""
    if given in places:
        return places[given]
    place_id = names_of(places, aliases).get(given)
    if place_id:
        return places[place_id]
    same = sorted(place.place_id for place in places.values() if place.name == given)
    if same:
        codes = "、".join(same[:5])
        raise NotFound(f"“{given}”有{len(same)}个：{codes}；请改用代码。")
    raise NotFound(f"没有“{given}”这个地区；请用6位行政区划代码（如620800）或全称。")
