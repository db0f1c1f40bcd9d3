"""The formulas of the annexes, calculated anew by a stranger's program, are what judgement found."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.export.annex_lines import COLUMNS
from dashboard.export.annexes import annex_workbook
from dashboard.reader import BoardReader
from dashboard.report.compose import Order, compose
from dashboard.report.records import Line
from etl.domain.asof import AsOf
from tests.dashboard.export.annex_cases import lines_of, random_lines, report_of
from tests.etl.domain.build import a_target, seen
from tests.office import needs_office, recalculated

SHEET, WORKINGS = "附表1 主要指标完成情况", "计算底稿"
AT = {name: number for number, (name, _, _) in enumerate(COLUMNS, 1)}
IN_UNIT = ("actual", "planned", "expected", "gap", "needed_per_year")
SHARES = (
    "level_completion", "distance_completion", "schedule_completion", "gap_points", "acceleration",
)  # fmt: skip
# What targets of a kind never have: a task of one year no pace, an event nothing but its level.
WITHOUT = {
    "annual_flow": {"planned", "needed_per_year", "acceleration"},
    "floor": {"planned", "expected", "gap", "distance_completion", "schedule_completion", "gap_points",
              "acceleration"},
    "milestone": {"planned", "expected", "gap", "distance_completion", "schedule_completion",
                  "gap_points", "needed_per_year", "acceleration"},
    "cap": {"planned", "acceleration"},
}  # fmt: skip
# Pingliang: 2.02 of 10.23 points in two of five years.
RATE = a_target(55.0, 2025, base=44.77, base_year=2020)


def found(line: Line, name: str) -> float | None:
    """Return a number of the board in the unit that the line shows."""
    value = line.sheet.planned_per_year if name == "planned" else getattr(line.row, name)
    return value / line.row.wording().factor if value is not None and name in IN_UNIT else value


def renumbered(lines: Iterable[Line]) -> list[Line]:
    return [replace(one, number=at, is_task=False) for at, one in enumerate(lines, 1)]


def starter_lines(url: str) -> Iterator[Line]:
    """Yield the lines of several places and years of the committed project."""
    reader = BoardReader(url)
    for place_id, year in (
        ("620800", 2022), ("610000", 2022), ("000000", 2023),
    ):  # fmt: skip
        with reader.open(AsOf(year), "2026-11-22") as board:
            yield from compose(board, Order(place_id, year)).lines


def written(lines: Sequence[Line], folder: Path) -> Path:
    path = folder / "annexes.xlsx"
    path.write_bytes(annex_workbook(report_of(lines)))
    return path


def cells(lines: Sequence[Line], *, formulas: bool = False) -> Worksheet:
    """Return 附表1 as a reader finds it that calculates nothing."""
    data = BytesIO(annex_workbook(report_of(lines)))
    return openpyxl.load_workbook(data, data_only=not formulas)[SHEET]


def formulas_of(line: Line) -> dict[str, str]:
    """Return the formulas of a line alone on its sheet, by the name of their column."""
    row = next(cells([line], formulas=True).iter_rows(min_row=4, max_row=4))
    return {
        name: row[at - 1].value for name, at in AT.items() if row[at - 1].data_type == "f"
    }  # fmt: skip


def workings_of(line: Line) -> dict[str, object]:
    """Return the numbers of a line's block on 计算底稿, by their label."""
    data = BytesIO(annex_workbook(report_of([line])))
    sheet = openpyxl.load_workbook(data, data_only=True)[WORKINGS]
    return {row[0]: row[1] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]}


def differences(lines: Sequence[Line], sheet: Worksheet, tally: Counter[object]) -> list[object]:
    """Return which cells are not what the board has, and count those that are."""
    wrong: list[object] = []
    for line in lines:
        for name in (*IN_UNIT, *SHARES):
            value, shown = found(line, name), sheet.cell(line.number + 3, AT[name]).value
            factor = line.row.wording().factor if name in IN_UNIT else 1.0
            if value is None:
                same = shown == "—"
            else:
                same = isinstance(shown, int | float) and math.isclose(
                    shown * factor, value * factor, rel_tol=1e-9, abs_tol=1e-9
                )
                tally[line.row.target.kind, name] += 1
            if not same:
                wrong.append((name, shown, value, line.row.target, line.sheet.method))
    return wrong


@pytest.mark.slow
@needs_office
def test_every_formula_calculated_anew_is_the_number_of_the_board(
    starter_url: str, tmp_path: Path
) -> None:
    lines = renumbered([*random_lines(seed=8, projects=2), *starter_lines(starter_url)])
    assert len(lines) > 250
    path = written(lines, tmp_path)
    tally: Counter[object] = Counter()
    anew = recalculated(path, tmp_path / "anew")
    assert differences(lines, anew[SHEET], tally) == []
    kinds = {one.row.target.kind for one in lines}
    wanted = {
        (kind, name)
        for kind in kinds
        for name in (*IN_UNIT, *SHARES)
        if name not in WITHOUT.get(kind, ())
    }
    assert len(kinds) == 10 and {pair for pair in wanted if not tally[pair]} == set()
    assert sides_of(lines) == {
        "linear", "geometric", "logistic", "later segment", "within a year", "about", "down",
        "month profile", "yearly values", "running total", "stated as a change", "people in 万",
    }  # fmt: skip
    kept = openpyxl.load_workbook(path, data_only=True)[WORKINGS]
    assert_same(kept, anew[WORKINGS])


def sides_of(lines: Sequence[Line]) -> set[str]:
    """Return which special cases of an expected value are among the lines."""
    sides = set()
    for line in lines:
        row, sheet = line.row, line.sheet
        if row.expected is None:
            continue
        sides.add(sheet.method)
        sides |= {"later segment"} if sheet.start_year != sheet.base_year else set()
        sides |= {"within a year"} if sheet.facts.as_of[5:] not in ("", "12-31") else set()
        sides |= {"about"} if row.target.operator == "~" else set()
        sides |= {"down"} if sheet.sense < 0 else set()
        sides |= {"month profile"} if sheet.profile else set()
        sides |= {"yearly values"} if sheet.adds_up else set()
        sides |= {"running total"} if row.indicator.running_total else set()
        sides |= {"people in 万"} if row.wording().factor > 1 else set()
        if row.target.kind == "cumulative_reduction" and sheet.value < 0:
            sides.add("stated as a change")
    return sides


def assert_same(kept: Worksheet, anew: Worksheet) -> None:
    """Fail where a number that stood in the file is not what its formula comes to."""
    for one, other in zip(kept.iter_rows(), anew.iter_rows(), strict=True):
        for left, right in zip(one, other, strict=True):
            if isinstance(left.value, int | float):
                assert left.value == pytest.approx(right.value, rel=1e-9, abs=1e-9), left.coordinate


@pytest.mark.slow
@needs_office
def test_a_changed_value_changes_all_that_follows_from_it(tmp_path: Path) -> None:
    lines = lines_of([RATE], [seen(2022, 46.79)])
    path = written(lines, tmp_path)
    book = openpyxl.load_workbook(path)
    for name, value in (("target", 60.0), ("actual", 50.0), ("base", 45.0)):
        book[SHEET].cell(4, AT[name]).value = value
    book.save(path)
    (row,) = recalculated(path, tmp_path / "anew")[SHEET].iter_rows(
        min_row=4, max_row=4, values_only=True
    )
    anew = {name: row[at - 1] for name, at in AT.items()}
    # 45 + 15 × 2/5 = 51; 5 of 15 points; 10 points in three years against 15 in five.
    assert anew["expected"] == pytest.approx(51.0)
    assert anew["distance_completion"] == pytest.approx(100 / 3)
    assert anew["gap_points"] == pytest.approx(100 / 3 - 40)
    assert anew["needed_per_year"] == pytest.approx(10 / 3)
    assert anew["acceleration"] == pytest.approx(10 / 9)


def test_a_reader_that_calculates_nothing_sees_the_numbers_of_the_board() -> None:
    lines = renumbered(random_lines(seed=11, projects=1))
    tally: Counter[object] = Counter()
    assert differences(lines, cells(lines), tally) == []
    assert tally.total() > 300


def test_a_level_is_one_short_formula_over_the_cells_of_its_line() -> None:
    (line,) = lines_of([RATE], [seen(2022, 46.79)])
    # 起点年B5，起点值B6，数值时点B7，已过年数B8，全程年数B9，剩余年数B10
    assert formulas_of(line) == {
        "planned": "=(H4-F4)/(G4-E4)",
        "expected": "='计算底稿'!B6+(H4-'计算底稿'!B6)*'计算底稿'!B8/'计算底稿'!B9",
        "gap": "=L4-M4",
        "level_completion": "=L4/H4*100",
        "distance_completion": "=(L4-F4)/(H4-F4)*100",
        "schedule_completion": "=(M4-F4)/(H4-F4)*100",
        "gap_points": "=P4-Q4",
        "needed_per_year": "=(H4-L4)/'计算底稿'!B10",
        "acceleration": "=S4/J4",
    }
    assert workings_of(line) == {
        "本段起点年": 2020, "本段起点值": 44.77, "数值时点": 2022, "本段已过年数": 2, "本段全程年数": 5,
        "剩余年数": 3,
    }  # fmt: skip


def test_a_later_segment_starts_at_the_milestone_before() -> None:
    far = a_target(70.0, 2035, base=44.77, base_year=2020)
    _, line = lines_of([RATE, far], [seen(2027, 56.0)])
    found_here = workings_of(replace(line, number=1))
    assert (found_here["本段起点年"], found_here["本段起点值"]) == (2025, 55)
    assert (found_here["本段已过年数"], found_here["本段全程年数"]) == (2, 10)


def test_the_day_within_a_year_is_a_day_and_counts_by_days() -> None:
    target = a_target(88_000.0, 2022, indicator_id="homes")
    half = seen(2022, 46_000.0, indicator_id="homes", as_of="2022-06-30")
    (line,) = lines_of([target], [half])
    sheet = cells([line])
    assert sheet.cell(4, AT["clock"]).value.isoformat() == "2022-06-30T00:00:00"
    assert sheet.cell(4, AT["clock"]).number_format == "yyyy-mm-dd"
    assert (sheet.cell(4, AT["target"]).value, sheet.cell(4, AT["actual"]).value) == (8.8, 4.6)
    assert workings_of(line)["数值时点"] == pytest.approx(2021 + 181 / 365)
    assert formulas_of(line)["distance_completion"] == "=L4/H4*100"
    assert "needed_per_year" not in formulas_of(line)


def test_a_month_profile_stands_in_cells() -> None:
    target = a_target(100.0, 2022, indicator_id="seasonal")
    value = seen(2022, 40.0, indicator_id="seasonal", as_of="2022-06-10")
    (line,) = lines_of([target], [value])
    numbers = workings_of(line)
    assert [numbers[f"{month}月末应完成（%）"] for month in (0, 5, 6, 12)] == [0, 30, 45, 100]
    # 30 + 15 × 10/30 = 35.
    assert numbers["此时应完成（%）"] == pytest.approx(35.0)
    assert formulas_of(line)["expected"] == "=H4*'计算底稿'!B18/100"


def test_yearly_values_stand_in_cells_and_the_actual_is_their_sum() -> None:
    target = a_target(600.0, 2025, indicator_id="roads", base_year=2020)
    values = [
        seen(year, value, indicator_id="roads") for year, value in ((2021, 100.25), (2022, 99.5))
    ]
    (line,) = lines_of([target], values)
    numbers = workings_of(line)
    assert (numbers["2021年"], numbers["2022年"]) == (100.25, 99.5)
    assert formulas_of(line)["actual"] == "=SUM('计算底稿'!B5:B6)"
    assert cells([line]).cell(4, AT["actual"]).value == 199.75


def test_growth_is_judged_on_the_product_of_its_yearly_factors() -> None:
    target = a_target(7.0, 2025, indicator_id="income", base_year=2020)
    rates = ((2021, 8.0), (2022, 5.5), (2023, 7.0))
    (line,) = lines_of([target], [seen(year, rate, indicator_id="income") for year, rate in rates])
    # methods.md: 8, 5.5, 7 → 6.828%; 1.07⁵ − 1 = 40.255%.
    assert formulas_of(line)["actual"] == "=(PRODUCT('计算底稿'!C5:C7)^(1/3)-1)*100"
    assert formulas_of(line)["expected"] == "=H4"
    assert cells([line]).cell(4, AT["actual"]).value == pytest.approx(6.828, abs=0.0005)
    assert workings_of(line)["目标累计增长"] == pytest.approx(40.255, abs=0.0005)


def test_a_number_that_the_board_has_not_is_a_dash_without_a_formula() -> None:
    (line,) = lines_of([RATE], [])
    row = next(cells([line], formulas=True).iter_rows(min_row=4, max_row=4))
    told = {name: (row[at - 1].value, row[at - 1].data_type) for name, at in AT.items()}
    for name in ("clock", "actual", *SHARES, "expected", "gap", "needed_per_year"):
        assert told[name] == ("—", "s")
    # 10.23 points in five years are planned whatever has come of it.
    assert told["planned"] == ("=(H4-F4)/(G4-E4)", "f")
    assert cells([line]).cell(4, AT["planned"]).value == pytest.approx(2.046)


def test_a_cap_has_no_pace_that_was_planned_and_says_how_much_has_to_go_again() -> None:
    target = a_target(
        20.0, 2025, kind="cap", operator="<=", indicator_id="land", base=10.0, base_year=2020
    )
    (early,) = lines_of([target], [seen(2022, 18.0, indicator_id="land")])
    assert early.row.cause == "allowance_early"
    (over,) = lines_of([target], [seen(2022, 21.0, indicator_id="land")])
    for line in (early, over):
        assert not {"planned", "acceleration"} & set(formulas_of(line))
    # (20 − 21) ÷ 3
    assert cells([over]).cell(4, AT["needed_per_year"]).value == pytest.approx(-1 / 3)
