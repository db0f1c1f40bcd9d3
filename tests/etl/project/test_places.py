"""Places: by code, old code, exact name or exact alias, and never by likeness."""

from pathlib import Path

import pytest

from etl.domain.records import Place, PlaceAlias
from etl.errors import NotFound, Problem
from etl.project.departments import read_departments
from etl.project.folder import Folder
from etl.project.places import find_place, names_of, read_aliases, read_places
from tests.conftest import ROOT

HEADER = "place_id,name,level,parent_id,counted_in\n"
NATION = "000000,全国,nation,,\n"
Table = tuple[dict[str, Place], tuple[PlaceAlias, ...]]


@pytest.fixture(scope="module")
def committed() -> Table:
    problems: list[Problem] = []
    places = read_places(Folder(ROOT), problems)
    aliases = read_aliases(Folder(ROOT), places, problems)
    assert problems == []
    return places, aliases


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    (tmp_path / "data").mkdir()
    return Folder(tmp_path)


def read(project: Folder, rows: str) -> tuple[dict[str, Place], list[Problem]]:
    project.places.write_text(HEADER + rows, encoding="utf-8")
    problems: list[Problem] = []
    return read_places(project, problems), problems


def read_names(project: Folder, rows: str) -> tuple[tuple[PlaceAlias, ...], list[Problem]]:
    places, _ = read(project, NATION + "620800,平凉市,prefecture,000000,\n")
    project.place_aliases.write_text("place_id,alias,kind\n" + rows, encoding="utf-8")
    problems: list[Problem] = []
    return read_aliases(project, places, problems), problems


def test_the_committed_table_has_every_level_and_its_codes(committed: Table) -> None:
    places, _ = committed
    assert all(len(code) == 6 and code.isdigit() for code in places)
    levels = [place.level for place in places.values()]
    assert {level: levels.count(level) for level in sorted(set(levels))} == {
        "county": 2846, "nation": 1, "prefecture": 333, "province": 34,
    }  # fmt: skip


def test_every_place_but_the_nation_has_a_parent_of_a_higher_level(committed: Table) -> None:
    places, _ = committed
    order = ("nation", "province", "prefecture", "county")
    for place in places.values():
        if place.place_id != "000000":
            assert place.parent_id is not None
            assert order.index(places[place.parent_id].level) < order.index(place.level)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("620800", "620800"), ("平凉市", "620800"), ("平凉", "620800"), ("000000", "000000"),
        ("全国", "000000"), ("全國", "000000"), ("华亭市", "620881"),
        # Turned from a county into a city in 2018: old code and old name lead to the new one.
        ("620824", "620881"), ("华亭县", "620881"), ("620881", "620881"),
        # The same in 2021.
        ("610928", "610981"), ("旬阳县", "610981"), ("610981", "610981"),
        ("莊浪縣", "620825"), ("庄浪县", "620825"), ("靜寧縣", "620826"), ("涇川縣", "620821"),
        ("靈台縣", "620822"), ("神木市", "610881"), ("彬州市", "610482"), ("子长市", "610681"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_code_old_code_name_or_alias(
    committed: Table, given: str, code: str
) -> None:
    assert find_place(given, *committed).place_id == code


def test_yangling_is_counted_in_shaanxi_and_lies_in_xianyang(committed: Table) -> None:
    yangling = committed[0]["610403"]
    assert (yangling.parent_id, yangling.counted_in) == ("610400", "610000")


def test_a_name_that_several_places_bear_is_refused_with_their_codes(committed: Table) -> None:
    same = [code for code, place in committed[0].items() if place.name == "城关区"]
    assert len(same) > 1
    with pytest.raises(NotFound) as refused:
        find_place("城关区", *committed)
    assert f"有{len(same)}个" in str(refused.value) and "请改用代码" in str(refused.value)
    assert all(code in str(refused.value) for code in sorted(same)[:5])
    assert "城关区" not in names_of(*committed)


@pytest.mark.parametrize(
    "given",
    [
        "平凉市区", "平", "平凉 ", "市", "庄", "620899", "62080", "6208000", "", "平涼市場",
    ],
)  # fmt: skip
def test_a_place_is_never_found_by_likeness(committed: Table, given: str) -> None:
    with pytest.raises(NotFound, match=r"请用6位行政区划代码（如620800）或全称"):
        find_place(given, *committed)


def test_no_alias_leads_to_two_places(committed: Table) -> None:
    aliases = [alias.alias for alias in committed[1]]
    assert len(aliases) == len(set(aliases))


def test_no_old_code_is_the_code_of_another_place(committed: Table) -> None:
    places, aliases = committed
    assert [one.alias for one in aliases if one.kind == "old_code" and one.alias in places] == []


def test_a_small_table_is_read(project: Folder) -> None:
    places, problems = read(project, NATION + "620800,平凉市,prefecture,000000,\n")
    assert problems == []
    assert places["620800"] == Place("620800", "平凉市", "prefecture", "000000", None)
    assert places["000000"].parent_id is None


@pytest.mark.parametrize(
    ("rows", "code", "row", "column"),
    [
        (NATION + "62080,平凉市,prefecture,000000,\n", "bad-code", 3, "place_id"),
        (NATION + "６２０８００,平凉市,prefecture,000000,\n", "bad-code", 3, "place_id"),
        (NATION + "62080a,平凉市,prefecture,000000,\n", "bad-code", 3, "place_id"),
        (NATION + NATION, "repeated-place", 3, "place_id"),
        (NATION + "620800,,prefecture,000000,\n", "empty", 3, "name"),
        (NATION + "620800,平凉市,city,000000,\n", "bad-level", 3, "level"),
        (NATION + "620800,平凉市,prefecture,620000,\n", "unknown-place", 3, "parent_id"),
        (NATION + "620800,平凉市,prefecture,000000,61\n", "unknown-place", 3, "counted_in"),
        (NATION + "620800,平凉市,prefecture\n", "ragged-row", 3, None),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_column(
    project: Folder, rows: str, code: str, row: int, column: str | None
) -> None:
    _, (problem,) = read(project, rows)
    assert problem.file == "data/places.csv"
    assert (problem.code, problem.row, problem.column) == (code, row, column)


def test_a_table_without_the_nation_is_told(project: Folder) -> None:
    _, (problem,) = read(project, "")
    assert problem.code == "no-nation"


def test_all_bad_rows_are_told_at_once(project: Folder) -> None:
    _, problems = read(project, NATION + "1,甲,county,000000,\n2,,town,3,\n")
    assert [(problem.row, problem.code) for problem in problems] == [
        (3, "bad-code"), (4, "bad-code"), (4, "empty"), (4, "bad-level"), (4, "unknown-place"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("620899,平凉,short\n", "unknown-place", 2),
        ("620800,平凉,nickname\n", "bad-alias-kind", 2),
        ("620800,平凉,short\n000000,平凉,short\n", "repeated-alias", 3),
    ],
)
def test_a_bad_alias_is_told(project: Folder, rows: str, code: str, row: int) -> None:
    _, (problem,) = read_names(project, rows)
    assert (problem.file, problem.code, problem.row) == ("data/place_aliases.csv", code, row)


def test_an_alias_never_takes_the_name_of_another_place(project: Folder) -> None:
    aliases, _ = read_names(project, "620800,全国,short\n")
    places, _ = read(project, NATION + "620800,平凉市,prefecture,000000,\n")
    assert find_place("全国", places, aliases).place_id == "000000"


def test_departments_are_read_and_bad_ones_told(project: Folder) -> None:
    places, _ = read(project, NATION)
    project.departments.write_text(
        "name,full_name,place_id\n市公安局,平凉市公安局,620800\n,无名,000000\n"
        "人民银行,中国人民银行,000000\n人民银行,人民银行,000000\n",
        encoding="utf-8",
    )
    problems: list[Problem] = []
    found = read_departments(project, places, problems)
    assert [(one.row, one.code) for one in problems] == [
        (2, "unknown-place"), (3, "empty"), (5, "repeated-department"),
    ]  # fmt: skip
    assert ("人民银行", "000000") in {(one.name, one.place_id) for one in found}


def test_of_several_places_of_one_name_the_one_nearby_is_meant() -> None:
    places = {
        code: Place(code, name, level, parent)
        for code, name, level, parent in (
            ("320100", "南京市", "prefecture", "320000"), ("320106", "鼓楼区", "county", "320100"),
            ("320302", "鼓楼区", "county", "320300"), ("350102", "鼓楼区", "county", "350100"),
        )
    }  # fmt: skip
    assert names_of(places, (), "320100")["鼓楼区"] == "320106"
    assert names_of(places, (), "350000")["鼓楼区"] == "350102"
    # Jiangsu has two of them, and of a place elsewhere nothing says which is meant.
    assert "鼓楼区" not in names_of(places, (), "320000")
    assert "鼓楼区" not in names_of(places, (), "620800")
    assert "鼓楼区" not in names_of(places, ())


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x07"])
def test_a_character_nobody_sees_is_refused_by_its_number(project: Folder, hidden: str) -> None:
    places, problems = read(project, NATION + f"620000,甘{hidden}肃省,province,000000,\n")
    assert list(places) == ["000000"]
    (one,) = problems
    assert (one.row, one.column) == (3, "name")
    assert f"U+{ord(hidden):04X}" in one.message
