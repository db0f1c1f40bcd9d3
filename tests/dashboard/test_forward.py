"""What lies ahead of the rows of the committed project, and what should be in by now."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.board import Board
from dashboard.forward import look, overdue_values, pair_of
from dashboard.reader import BoardReader
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.outlook import Outlook
from etl.domain.records import NATION
from etl.project.folder import Folder
from etl.steps.load import load

PINGLIANG, RATE = "620800", "urbanization_rate"
ROOT = Path(__file__).resolve().parents[2]


def row_of(board: Board, year: int, as_of: AsOf | None = None, place: str = PINGLIANG) -> Row:
    rows = board.rows(place, RATE, as_of)
    (found,) = [row for row in rows if row.target.year == year]
    return found


def test_pingliangs_look_stands_on_its_four_values_since_the_census(board: Board) -> None:
    found = look(board, row_of(board, 2025), 2025)
    assert found.pace is not None
    assert found.pace.years == (2020, 2021, 2022, 2024)  # 2014 and 2015 are another series
    assert found.pace.per_year == pytest.approx(1.17125)
    assert found.needed == pytest.approx(5.5)
    assert found.acceleration == pytest.approx(5.5 / 2.046)
    assert found.arrival is not None
    assert found.arrival.year == 2029


def test_the_later_milestone_has_a_look_of_its_own(board: Board) -> None:
    found = look(board, row_of(board, 2035), 2025)
    assert found.needed == pytest.approx((70 - 49.5) / 11)
    assert found.arrival is not None
    assert found.arrival.year == 2042  # 20.5 / 1.17125 = 17.5 years after 2024
    assert found.feasibility is not None
    assert (found.feasibility.verdict, found.feasibility.best) == ("faster", None)


def test_the_nation_is_a_place_that_reached_the_level_and_went_slower(board: Board) -> None:
    found = look(board, row_of(board, 2025), 2025).feasibility
    assert found is not None
    assert found.peers is not None
    peers = {peer.place_id: peer for peer in found.peers}
    assert PINGLIANG not in peers
    nation = peers[NATION]  # 60.2 in 2017, as revised since the census, and nothing in 2018
    assert (nation.start, nation.value, nation.per_year) == (2017, 60.2, None)
    shaanxi = peers["610000"]
    assert (shaanxi.start, shaanxi.kept) == (2020, False)
    assert shaanxi.per_year == pytest.approx(63.63 - 62.66)
    assert not any(peer.kept for peer in found.peers)


def test_the_needed_pace_is_that_of_the_verdict(board: Board) -> None:
    rows = board.rows()
    compared = 0
    for row in rows:
        ahead = look(board, row, 2025)
        if ahead.needed is not None and row.needed_per_year is not None:
            assert ahead.needed == pytest.approx(row.needed_per_year)
            assert ahead.value == pytest.approx(row.actual)
            if row.acceleration is not None:
                assert ahead.acceleration == pytest.approx(row.acceleration)
            compared += 1
    assert compared >= 3


def test_totals_of_places_are_not_compared(board: Board) -> None:
    (row,) = board.rows(PINGLIANG, "urban_resident_population", AsOf(2019))
    found = look(board, row, 2019, AsOf(2019))
    assert found.feasibility is not None
    assert found.feasibility.peers is None


def test_a_look_as_of_a_year_knows_nothing_later(board: Board) -> None:
    as_of = AsOf(2022)
    found = look(board, row_of(board, 2025, as_of), 2022, as_of)
    assert found.pace is not None
    assert found.pace.years == (2020, 2021, 2022)
    assert found.pace.per_year == pytest.approx(1.01)  # of 0.77, 1.01 and 1.25
    assert found.needed == pytest.approx((55 - 46.79) / 3)
    assert paces_since_2020(found) == {None}  # three years on would be 2023


def test_a_look_as_of_a_day_knows_nothing_published_later(board: Board) -> None:
    as_of = AsOf(known_on=20231231)  # the value of 2024 came out in 2025
    found = look(board, row_of(board, 2025, as_of), 2023, as_of)
    assert found.year == 2022
    assert found.strength is not None
    assert (found.strength.points, found.strength.age) == (3, 1)


def test_a_value_without_a_date_of_publication_is_known_from_the_end_of_its_year(
    board: Board,
) -> None:
    # What was known at the end of 2022 is Pingliang's 2021, four years before 2025. Shaanxi's
    # value of 2024, four years after 2020, names no date of publication.
    as_of = AsOf(known_on=20221231)
    found = look(board, row_of(board, 2025, as_of), 2022, as_of)
    assert found.year == 2021
    assert paces_since_2020(found) == {None}


def paces_since_2020(found: Outlook) -> set[float | None]:
    """Return the paces of the places that reached the level in 2020 or later."""
    assert found.feasibility is not None
    assert found.feasibility.peers
    return {peer.per_year for peer in found.feasibility.peers if peer.start >= 2020}


def test_a_plan_that_starts_on_an_older_series_is_broken(board: Board) -> None:
    row = row_of(board, 2025)
    older = replace(row, target=replace(row.target, base_year=2014))
    marks = [look(board, one, 2025).strength for one in (row, older)]
    assert [mark.grades["broken"] for mark in marks if mark] == ["strong", "fair"]


def test_a_limit_is_looked_at_downwards_whatever_the_indicator_prefers(board: Board) -> None:
    row = row_of(board, 2025)
    limit = replace(row, target=replace(row.target, operator="<=", value=49.0))
    found = look(board, limit, 2025)
    assert found.needed == pytest.approx(-0.5)
    assert found.arrival is not None
    assert found.arrival.cause == "never"


def test_of_a_range_the_near_end_is_looked_at(board: Board) -> None:
    row = row_of(board, 2025)
    aim = replace(row.target, operator="range", kind="range", value=51.0, value_high=53.0)
    assert look(board, replace(row, target=aim), 2025).needed == pytest.approx(1.5)


def test_a_yearly_task_is_not_projected(board: Board) -> None:
    (row,) = board.rows("610000", "rental_homes")
    assert look(board, row, 2022).cause == "annual_flow"


def test_the_data_of_2020_grow_weaker_as_years_pass(board: Board) -> None:
    marks = [look(board, row_of(board, 2025), year).strength for year in (2025, 2026)]
    assert [mark.mark for mark in marks if mark] == [
        "fair",
        "fair",
    ]  # four points, one or two years
    assert [mark.age for mark in marks if mark] == [1, 2]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """The board of the project with Pingliang's old series changed, and a half year of 2025."""
    folder = Folder(tmp_path_factory.mktemp("changed"))
    shutil.copytree(ROOT / "data", folder.root / "data")
    shutil.copy(ROOT / "indicators.yaml", folder.root)
    table = folder.observations / "pingliang.csv"
    lines = table.read_text(encoding="utf-8").replace(
        "urbanization_rate,2014,34.47", f"{RATE},2014,44.47"
    )
    half = (
        f"{PINGLIANG},平凉市,{RATE},2025,54.9,%,2025-08,2025-06-30,post_census,,final,B,,半年数,,\n"
    )
    early = f"{PINGLIANG},平凉市,{RATE},2023,60,%,2023-12,,post_census,,forecast,B,,预计数,,\n"
    table.write_text(lines + half + early, encoding="utf-8")
    url = f"sqlite:///{folder.database}"
    load(folder, url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    with BoardReader(url).open() as opened:
        yield opened


def test_values_of_another_series_within_a_year_or_forecast_change_nothing(
    board: Board, changed: Board
) -> None:
    assert row_of(changed, 2025).actual == 54.9  # the verdict does take the half year

    def ahead(of: Board) -> Outlook:
        return look(of, row_of(of, 2025), 2025)

    assert ahead(changed) == ahead(board)


def test_what_should_be_in_by_november_2026_is_listed_with_home_first(board: Board) -> None:
    found = overdue_values(board, 2026, 11)
    first = found[0]
    assert (first.place.place_id, first.indicator.indicator_id) == (PINGLIANG, RATE)
    assert (first.latest, first.awaited) == (2024, (2025,))
    codes = [one.place.place_id for one in found]
    assert codes == sorted(codes, key=lambda code: (code != PINGLIANG, code))
    assert len(found) <= 20


def test_the_value_of_last_year_is_not_overdue_in_its_month(board: Board) -> None:
    listed = {one.key: one.awaited for one in overdue_values(board, 2026, 6)}
    assert (PINGLIANG, RATE, "") not in listed  # 2024 is in; 2025 has until the end of June
    assert pair_of(row_of(board, 2025)) == (PINGLIANG, RATE, "")


def test_a_running_target_without_any_value_awaits_the_year_due(board: Board) -> None:
    listed = {one.key: one for one in overdue_values(board, 2026, 11)}
    waiting = listed[NATION, "good_air_days", ""]
    assert (waiting.latest, waiting.awaited) == (None, (2025,))


def test_nothing_is_awaited_beyond_the_targets_year_or_for_a_target_long_over(board: Board) -> None:
    later = {one.key: one for one in overdue_values(board, 2027, 11)}
    assert later[NATION, "good_air_days", ""].awaited == (2025,)  # the plan ended in 2025
    assert (NATION, "good_air_days", "") not in {one.key for one in overdue_values(board, 2028, 11)}


def test_another_place_is_listed_when_asked_for(board: Board) -> None:
    assert {one.place.place_id for one in overdue_values(board, 2026, 11, ["610000"])} <= {"610000"}
    assert overdue_values(board, 2023, 11, ["610000"])
