"""The board joins what was loaded with its verdicts; as stored and as computed they are the same."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.board import Board
from dashboard.figures.sparkline import common_frame, sparkline
from dashboard.reader import BoardReader
from dashboard.records import Row
from dashboard.summary import overview, speaking
from etl.domain.asof import AsOf
from etl.domain.records import NATION
from etl.errors import NoRelease, NotFound
from etl.project.folder import Folder
from etl.steps.load import load

PINGLIANG = "620800"
ROOT = Path(__file__).resolve().parents[2]


def row_of(rows: list[Row], year: int) -> Row:
    (found,) = [row for row in rows if row.target.year == year]
    return found


def test_the_stored_board_is_what_judgement_says_now(board: Board) -> None:
    stored = {row.target.target_id: row.as_json() for row in board.rows()}
    computed = {row.target.target_id: row.as_json() for row in board.rows(as_of=AsOf(2100))}
    assert stored == computed
    assert len(stored) >= 50


@pytest.mark.parametrize(
    ("year", "actual", "expected", "gap_points", "status"),
    [
        (2021, 46.02, 46.816, -7.78, "on_track"),  # (46.02-44.77)/10.23 = 12.22%, less 20%
        (2022, 46.79, 48.862, -20.25, "behind"),  # 2.02/10.23 = 19.75%, less 40%
        (2024, 49.50, 52.954, -33.76, "far_behind"),  # 4.73/10.23 = 46.24%, less 80%
    ],
)
def test_pingliang_stands_where_the_arithmetic_says(
    board: Board, year: int, actual: float, expected: float, gap_points: float, status: str
) -> None:
    rows = board.rows(PINGLIANG, "urbanization_rate", AsOf(year))
    row = row_of(rows, 2025)
    assert (row.actual, row.period) == (actual, year)
    assert row.expected == pytest.approx(expected, abs=1e-9)
    assert row.gap_points == pytest.approx(gap_points, abs=0.01)
    assert row.status == status
    assert row_of(rows, 2035).status == "not_due"


def test_a_year_without_a_value_is_judged_on_the_last_one_before(board: Board) -> None:
    row = row_of(board.rows(PINGLIANG, "urbanization_rate", AsOf(2023)), 2025)
    assert (row.period, row.status) == (2022, "behind")


def test_the_earlier_plan_keeps_its_verdicts(board: Board) -> None:
    assert row_of(board.rows(PINGLIANG, "urbanization_rate"), 2020).status == "missed"
    assert row_of(board.rows(PINGLIANG, "hukou_urbanization_rate"), 2020).status == "achieved"


def test_gansu_met_its_rate_and_missed_its_headcount(board: Board) -> None:
    # 52.23 >= 50; 1306.73万 < 1350万
    assert row_of(board.rows("620000", "urbanization_rate"), 2020).status == "achieved"
    missed = row_of(board.rows("620000", "urban_resident_population"), 2020)
    assert (missed.actual, missed.status) == (13_067_300, "missed")


def test_rental_homes_at_half_time_are_on_schedule(board: Board) -> None:
    row = row_of(board.rows("610000", "rental_homes"), 2022)
    assert row.distance_completion == pytest.approx(100 * 4.6 / 8.8)  # 52.27%
    assert row.schedule_completion == pytest.approx(100 * 181 / 365)  # 30 June is day 181
    assert row.status == "on_track"


def test_the_nation_passed_65_percent_ahead_of_2025(board: Board) -> None:
    row = row_of(board.rows(NATION, "urbanization_rate", AsOf(2022)), 2025)
    assert (row.actual, row.status, row.early) == (65.22, "achieved", True)


def test_shaanxi_rolls_up_from_its_cities_by_population(board: Board) -> None:
    found = board.roll_up("610000", "urbanization_rate")
    assert found is not None
    year, whole = found
    assert (year, len(whole.members), whole.vintage) == (2020, 11, "census_2020")
    assert whole.denominator == pytest.approx(39_528_999, abs=0.5)
    assert whole.rate == pytest.approx(62.663, abs=0.0005)
    assert whole.simple_mean == pytest.approx(58.47, abs=0.005)


def test_where_a_part_is_missing_there_is_no_total(board: Board) -> None:
    assert board.roll_up("620000", "urbanization_rate") is None


def test_each_chain_counts_once(board: Board) -> None:
    rows = board.rows(PINGLIANG)
    chains = {row.target.chain_id for row in rows}
    assert len(speaking(rows)) == len(chains)
    assert all(row.status != "not_due" for row in speaking(rows))


def test_the_overview_counts_what_it_shows(board: Board) -> None:
    seen = overview(board, "all", "")
    assert sum(seen.counts.values()) == len(speaking(board.rows()))
    assert seen.furthest[0].place.place_id == PINGLIANG
    assert seen.period is not None
    assert (seen.period.first, seen.period.last, seen.period.reached) == (2020, 2025, 2024)
    assert seen.period.share == pytest.approx(80)


def test_a_running_target_stands_before_a_finished_one_in_the_matrix(board: Board) -> None:
    entry = overview(board, "home", "").entries[PINGLIANG, "urbanization_rate"]
    assert entry.row is not None
    assert entry.row.target.year == 2025


def test_every_number_leads_back_to_a_passage(board: Board) -> None:
    for chain in board.chains():
        passages = board.passages(chain)
        assert len(passages) >= len(chain.rows)
        assert all(passage.quote for passage in passages)


def test_a_place_is_found_by_code_old_code_name_or_alias_and_by_nothing_else(board: Board) -> None:
    assert board.find_place("620824").place_id == "620881"
    assert board.find_place("平凉市").place_id == PINGLIANG
    with pytest.raises(NotFound, match="6位行政区划代码"):
        board.find_place("平凉地区")
    with pytest.raises(NotFound, match=r"个：.*请改用代码"):
        board.find_place("城关区")


def test_a_board_without_a_database_says_what_to_do(folder: Folder) -> None:
    empty = BoardReader(f"sqlite:///{folder.database}")
    with pytest.raises(NoRelease, match="urban load"), empty.open():
        pass
    assert not folder.database.exists()


def test_both_databases_give_the_same_board(board: Board, database: str) -> None:
    load(Folder(ROOT), url=database, now=datetime(2026, 11, 22, tzinfo=UTC))
    with BoardReader(database).open() as other:
        assert [row.as_json() for row in other.rows()] == [row.as_json() for row in board.rows()]
        assert other.release.content_digest == board.release.content_digest
        assert other.places_seen() == board.places_seen()
        assert other.is_intact()


@pytest.fixture
def copy(tmp_path: Path) -> Folder:
    """A copy of the committed project that a test may change."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    return Folder(tmp_path)


def test_a_registry_edited_since_the_load_does_not_reach_the_board(copy: Folder) -> None:
    url = f"sqlite:///{copy.database}"
    load(copy, url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    copy.registry.write_text("version: broken", encoding="utf-8")
    copy.places.unlink()
    with BoardReader(url).open() as board:
        assert row_of(board.rows(PINGLIANG, "urbanization_rate"), 2025).status == "far_behind"


def test_a_registry_loaded_anew_reaches_a_board_that_was_open_before(copy: Folder) -> None:
    url = f"sqlite:///{copy.database}"
    load(copy, url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    boards = BoardReader(url)
    with boards.open() as before:
        assert before.registry.title.zh == "新型城镇化指标监测"
    text = copy.registry.read_text(encoding="utf-8").replace("新型城镇化指标监测", "平凉监测")
    copy.registry.write_text(text, encoding="utf-8")
    load(copy, url=url, now=datetime(2026, 11, 23, tzinfo=UTC))
    with boards.open() as after:
        assert after.registry.title.zh == "平凉监测"


def test_an_open_board_stays_on_its_release_while_another_is_loaded(copy: Folder) -> None:
    folder = copy
    url = f"sqlite:///{folder.database}"
    load(folder, url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    boards = BoardReader(url)
    with boards.open() as before:
        table = folder.observations / "pingliang.csv"
        table.write_text(
            table.read_text(encoding="utf-8").replace("46.79", "46.80"), encoding="utf-8"
        )
        load(folder, url=url, now=datetime(2026, 11, 23, tzinfo=UTC))
        as_of = AsOf(2022)
        assert row_of(before.rows(PINGLIANG, "urbanization_rate", as_of), 2025).actual == 46.79
    with boards.open() as after:
        assert after.release.id == before.release.id + 1
        assert row_of(after.rows(PINGLIANG, "urbanization_rate", as_of), 2025).actual == 46.80


def test_the_overview_of_a_year_knows_nothing_later(board: Board) -> None:
    seen = overview(board, "home", "", 2022)
    entry = seen.entries[PINGLIANG, "urbanization_rate"]
    assert entry.row is not None
    assert entry.latest is not None
    assert (entry.row.status, entry.latest.observation.period) == ("behind", 2022)
    assert seen.period is not None
    assert seen.period.share == pytest.approx(40)


def test_every_place_with_values_has_a_panel_in_one_frame(board: Board) -> None:
    chains = board.chains(indicator_id="urbanization_rate")
    panels = board.panels("urbanization_rate", chains)
    frame = common_frame(panels)
    assert {panel.place.place_id for panel in panels} >= {"000000", PINGLIANG, "610100"}
    assert (frame.last, frame.high) == (2035, 80.43)  # Pingliang's last milestone, Xi'an in 2024
    for panel in panels:
        assert sparkline(panel, frame).startswith("data:image/svg+xml;base64,")
