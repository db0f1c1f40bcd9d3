"""What a chart, its hover and its table claim was due is what judgement asked, and nothing else."""

import json
from collections.abc import Sequence

import pytest

from dashboard.chains import path_of
from dashboard.charting import chain_said, chain_table, panels_table
from dashboard.figures.hover import dues_of
from dashboard.figures.sparkline import common_frame, sparkline
from dashboard.figures.trajectory import trajectory
from dashboard.pages import overview, place
from dashboard.reader import BoardReader
from dashboard.records import Chain
from etl.domain.records import Target
from etl.project.folder import Folder
from tests.conftest import row_of
from tests.dashboard.chance import on_path
from tests.dashboard.drawn import parts_of, rows_of, text_of
from tests.dashboard.report.made import aim, published

RATE, SETTLED, HOMES = "urbanization_rate", "settled_migrants", "rental_homes"
TODAY = "2026-11-23"


def chain_on(folder: Folder, targets: Sequence[Target], rows: Sequence[str]) -> Chain:
    """Return the one chain of these targets and rows of values."""
    with BoardReader(published(folder, targets, rows)).open(None, TODAY) as board:
        (found,) = board.chains()
        return found


def rates(given: dict[int, str], **changed: str) -> list[str]:
    return [row_of(period=str(year), value=value, vintage="post_census", **changed)
            for year, value in given.items()]  # fmt: skip


def counts(indicator_id: str, unit: str, given: dict[int, str], **changed: str) -> list[str]:
    return [row_of(indicator_id=indicator_id, period=str(year), value=value, unit=unit,
                   vintage="none", **changed)
            for year, value in given.items()]  # fmt: skip


def chained(*targets: tuple[int, float], **changed: object) -> list[Target]:
    """Return milestones of one chain."""
    indicator = str(changed.pop("indicator_id", RATE))
    return [aim(indicator, value, year, chain_id="one", **changed) for year, value in targets]


def claims(chain: Chain) -> dict[float, float]:
    """Return what is claimed was due, by time, to two decimals."""
    return {
        point.time: round(due.expected, 2)
        for point, due in zip(chain.points, dues_of(chain), strict=True)
        if due is not None
    }


def lines_of(chain: Chain) -> dict[str, list[str]]:
    """Return the lines of the table under a chart, by year."""
    return {line[0]: line[1:] for line in rows_of(chain_table(chain, "zh", brief=True))[1:]}


def hovers(chain: Chain, lang: str = "zh") -> str:
    return "\n".join(trajectory(chain, lang)["data"][2]["text"])


def test_a_target_without_a_year_and_values_says_that_it_has_no_year(folder: Folder) -> None:
    chain = chain_on(folder, [aim(RATE, 60.0, None)], [])
    assert chain_said(chain, "zh") == "目标60%（未写明年份）"
    assert chain_said(chain, "en") == "Target 60% (no year stated)"


def test_a_running_total_is_drawn_with_the_path_it_is_judged_along(folder: Folder) -> None:
    # From nothing in 2020 to 10万 in 2025: 2万 a year; 5万 of 2022 is 1万 more than 4万.
    targets = [aim(SETTLED, 100_000, kind="cumulative", base_year=2020)]
    chain = chain_on(folder, targets, counts(SETTLED, "万人", {2021: "1.5", 2022: "5"}))
    assert dict(chain.path) == {2020: 0, 2021: 20_000, 2022: 40_000, 2023: 60_000, 2024: 80_000,
                                2025: 100_000}  # fmt: skip
    assert claims(chain) == {2021: 20_000, 2022: 40_000}
    assert trajectory(chain)["data"][1]["y"] == [0, 2, 4, 6, 8, 10]
    assert lines_of(chain)["2022"][:4] == ["4", "", "5", "+1"]
    assert lines_of(chain)["2020"][0] == "0（起点）"


def test_a_cap_has_no_path_and_nobody_claims_one(folder: Folder) -> None:
    # 40 of the base, 52 allowed by 2035: an allowance, not a schedule.
    targets = [aim(RATE, 52.0, 2035, kind="cap", operator="<=", base=40.0, base_year=2020)]
    chain = chain_on(folder, targets, rates({2022: "40.5"}))
    assert chain.current.expected is not None
    assert claims(chain) == {}
    assert not trajectory(chain)["data"][1]["x"]
    assert "序时要求" not in hovers(chain)
    assert "type" not in json.dumps(trajectory(chain)["layout"]["shapes"])
    assert lines_of(chain)["2022"][:4] == ["", "", "40.5", ""]


def test_the_page_claims_no_requirement_of_a_cap_either(folder: Folder) -> None:
    # 3 of 12 are a quarter of the allowance after 2 of 15 years: used up too fast.
    targets = [aim(RATE, 52.0, 2035, kind="cap", operator="<=", base=40.0, base_year=2020)]
    url = published(folder, targets, rates({2022: "43"}))
    with BoardReader(url).open(None, TODAY) as board:
        (row,) = board.rows()
        assert (row.status, row.cause) == ("behind", "allowance_early")
        page = place.layout(board, board.places["620800"], "zh")
        (figures,) = [one for one in parts_of(page) if getattr(one, "className", "") == "kpis"]
        assert "序时要求" not in text_of(figures)
        assert "2022年43%，目标52%" in text_of(overview.layout(board, {}, "zh"))


def test_a_value_judged_for_an_earlier_years_target_is_told_beside_the_path_of_its_own_year(
    folder: Folder,
) -> None:
    # 44 (2020) → 48 (2022) → 54 (2024): 2023 asks 51. Nothing of 2022: its target is judged on 2023.
    targets = chained((2022, 48.0), (2024, 54.0), base=44.0, base_year=2020)
    chain = chain_on(folder, targets, rates({2021: "45", 2023: "50"}))
    assert chain.rows[0].cause == "own_year_missing" and chain.rows[0].expected == 48.0
    assert claims(chain) == {2021: 46.0, 2023: 51.0}
    assert "序时要求51%<br>低于序时要求1个百分点" in hovers(chain)
    assert lines_of(chain)["2023"][:4] == ["51", "", "50", "−1"]


def test_a_value_later_than_the_last_target_has_nothing_to_be_due(folder: Folder) -> None:
    targets = [aim(RATE, 48.0, 2022, base=44.0, base_year=2020)]
    chain = chain_on(folder, targets, rates({2021: "45", 2023: "47"}))
    assert chain.current.expected == 48.0
    assert claims(chain) == {2021: 46.0}
    assert lines_of(chain)["2023"][:4] == ["", "", "47", ""]
    # Nor is there a line from the value to a path that has ended.
    assert not any(shape.get("x0") == 2023 for shape in trajectory(chain)["layout"]["shapes"])


def test_a_rate_that_compounds_has_no_drawn_path_and_its_rows_own_number(folder: Folder) -> None:
    # 10% less by 2025 and published as the total since 2020: 1 − 0.9^(2/5) = 4.13% is due of 2022.
    targets = [aim(SETTLED, 10.0, kind="cumulative_reduction", base_year=2020)]
    chain = chain_on(folder, targets, counts(SETTLED, "人", {2021: "1", 2022: "5"}))
    assert not chain.path
    assert claims(chain) == {2022: 4.13}


def test_yearly_tasks_are_drawn_each_from_nothing(folder: Folder) -> None:
    # Of 2022 no task: the path neither runs through it nor asks anything of it.
    targets = chained(
        (2021, 10_000.0), (2023, 12_000.0), (2024, 14_000.0), indicator_id=HOMES, kind="annual_flow"
    )
    rows = counts(HOMES, "万套", {2021: "0.9", 2022: "0.5", 2023: "1.3", 2024: "1.4"})
    chain = chain_on(folder, targets, rows)
    path = trajectory(chain)["data"][1]
    assert path["x"] == [2020, 2021, None, 2022, 2023, None, 2023, 2024]
    assert path["y"] == [0, 1, None, 0, 1.2, None, 0, 1.4]
    said = [text.removesuffix("<extra></extra>") for text in path["hovertemplate"]]
    assert (said[0], said[3], said[6]) == tuple(f"{y}年任务从零算起" for y in (2021, 2023, 2024))
    assert claims(chain) == {2021: 10_000, 2023: 12_000, 2024: 14_000}
    assert lines_of(chain)["2022"][:4] == ["0（起点）", "", "0.5", ""]


def test_over_a_value_from_within_a_year_stands_what_was_due_on_the_path_then(
    folder: Folder,
) -> None:
    # 181 of 365 days of a task of 8.8万套: 4.36万套; the task of the year before was 9万套.
    targets = chained((2021, 90_000.0), (2022, 88_000.0), indicator_id=HOMES, kind="annual_flow")
    rows = counts(HOMES, "万套", {2022: "4.6"}, as_of="2022-06-30")
    chain = chain_on(folder, targets, rows)
    ((time, due),) = claims(chain).items()
    assert round(time, 3) == 2021.496
    assert due == pytest.approx(43_638.36, abs=0.01)
    # 4.364万 on the chart: a place more than the values have.
    assert on_path(chain, time) == [pytest.approx(due, abs=5)]


def test_the_path_begins_at_each_milestones_own_base_and_not_before(folder: Folder) -> None:
    # A milestone up to the base year is no part of the path; the later base is that of 2022.
    targets = [
        *chained((2018, 40.0), (2021, 47.0), base=45.0, base_year=2020),
        *chained((2024, 52.0), base=48.0, base_year=2022),
    ]
    chain = chain_on(folder, targets, rates({2023: "49"}))
    assert dict(chain.path) == {2020: 45, 2021: 47, 2022: 48, 2023: 50, 2024: 52}
    assert trajectory(chain)["data"][1]["x"] == [2020, 2021, None, 2022, 2023, 2024]
    assert claims(chain) == {2023: 50}


def test_of_two_targets_in_a_year_the_path_runs_through_the_plain_one(folder: Folder) -> None:
    targets = chained((2025, 58.0), base=45.0, base_year=2020, stretch=True)
    targets += chained((2025, 55.0), (2030, 60.0), base=45.0, base_year=2020)
    chain = chain_on(folder, targets, rates({2022: "49"}))
    assert [chain.path[year] for year in (2022, 2025, 2026)] == [49.0, 55.0, 56.0]
    assert path_of(chain.rows[::-1]) == chain.path


def test_of_two_targets_in_a_year_the_plain_one_says_what_was_due(folder: Folder) -> None:
    # 181 of 365 days of 2021: 45 + 10 × 0.4959 ÷ 5 = 45.99; the 力争 target would ask 46.29.
    targets = chained((2025, 58.0), base=45.0, base_year=2020, stretch=True)
    targets += chained((2025, 55.0), base=45.0, base_year=2020)
    for order in (targets, targets[::-1]):
        chain = chain_on(folder, order, rates({2021: "46.5"}, as_of="2021-06-30"))
        assert list(claims(chain).values()) == [45.99]
        assert len(trajectory(chain)["data"][1]["x"]) == 6


def test_a_base_beyond_its_target_has_no_path(folder: Folder) -> None:
    chain = chain_on(
        folder, [aim(RATE, 40.0, base=45.0, base_year=2020)], rates({2021: "44", 2022: "39"})
    )
    assert not chain.path and claims(chain) == {}
    assert "序时要求" not in hovers(chain)


def test_a_target_without_a_path_lies_within_the_small_chart(folder: Folder) -> None:
    targets = [aim(RATE, 80.0, kind="floor", operator=">=")]
    url = published(folder, targets, rates({2021: "45", 2022: "46"}))
    with BoardReader(url).open(None, TODAY) as board:
        panels = board.panels(RATE, board.chains(None, RATE))
        frame = common_frame(panels)
        assert (frame.last, frame.high) == (2025, 80)
        assert "80" in text_of(panels_table(panels, board.chains()[0].current.wording(), "zh"))
        assert sparkline(panels[0], frame)
