"""Every number that the description of the methods works out, with its arithmetic.

What the command line can say is asked of the command line; kinds of target for which the committed
project holds no values are judged on records by hand.
"""

import json
import math

import pytest

from tests.etl.domain.build import a_target, seen, verdict, verdicts
from tests.golden.command import Row, board, lines, row_of, urban

BASE, TARGET = "2020=44.77", "2025=55"


def path(environ: dict[str, str], *words: str) -> dict[int, float]:
    printed = json.loads(urban(environ, "path", *words, "--json"))
    return {int(year): value for year, value in printed.items()}


def pingliang(environ: dict[str, str], year: int, target_year: int) -> Row:
    """Return the urbanization rate of Pingliang as things stood with a year's value."""
    return row_of(board(environ, "620800", year), "urbanization_rate", target_year)


# 轨迹


@pytest.mark.parametrize(
    ("method", "values"),
    [
        # 44.77 + 10.23 * k / 5, 10.23 = 55 - 44.77
        ("linear", [44.77, 46.816, 48.862, 50.908, 52.954, 55]),
        # 100 / (1 + exp(-(logit 0.4477 + 0.0821277 k)))
        ("logistic", [44.77, 46.808, 48.857, 50.910, 52.960, 55]),
        # 44.77 * (55 / 44.77) ** (k / 5)
        ("geometric", [44.77, 46.651, 48.611, 50.654, 52.782, 55]),
    ],
)
def test_the_table_of_paths_is_printed_to_three_decimals(
    environ: dict[str, str], method: str, values: list[float]
) -> None:
    found = path(environ, "--method", method, "--base", BASE, "--target", TARGET)
    assert list(found) == list(range(2020, 2026))
    assert [round(value, 3) for value in found.values()] == values


def test_the_urban_rural_growth_difference_is_0_0821277(environ: dict[str, str]) -> None:
    def logit(percent: float) -> float:
        return math.log(percent / (100 - percent))

    # (logit 0.55 - logit 0.4477) / 5 = (0.200671 + 0.209968) / 5
    found = path(environ, "--method", "logistic", "--base", BASE, "--target", TARGET)
    steps = [logit(found[year + 1]) - logit(found[year]) for year in range(2020, 2025)]
    assert steps == pytest.approx([0.0821277] * 5, abs=5e-8)


def test_one_line_to_2035_would_ask_for_53_2_where_the_plan_asks_for_55(
    environ: dict[str, str],
) -> None:
    # 44.77 + (70 - 44.77) * 5 / 15 = 53.18
    alone = path(environ, "--base", BASE, "--target", "2035=70")
    assert round(alone[2025], 1) == 53.2
    chain = path(environ, "--base", BASE, "--target", TARGET, "--target", "2035=70")
    assert chain[2025] == 55
    assert chain[2030] == pytest.approx(62.5)  # 55 + 15 * 5 / 10


def test_a_share_saturates_below_a_ceiling_of_its_own(environ: dict[str, str]) -> None:
    words = ["--method", "logistic", "--base", BASE, "--target", TARGET, "--ceiling", "80"]
    # 44.77 / 80 = 0.559625 and 55 / 80 = 0.6875; 2022 is two of five years on.
    found = path(environ, *words)
    share = math.log(0.559625 / 0.440375) + 0.4 * (
        math.log(0.6875 / 0.3125) - math.log(0.559625 / 0.440375)
    )
    assert found[2022] == pytest.approx(80 / (1 + math.exp(-share)))


# 序时进度：平凉


@pytest.mark.parametrize(
    ("year", "actual", "expected", "done", "due", "points", "status"),
    [
        (2021, 46.02, 46.816, 12.22, 20, -7.8, "on_track"),  # 1.25 / 10.23
        (2022, 46.79, 48.862, 19.75, 40, -20.3, "behind"),  # 2.02 / 10.23
        (2024, 49.50, 52.954, 46.24, 80, -33.8, "far_behind"),  # 4.73 / 10.23
    ],
)
def test_pingliang_year_by_year(
    environ: dict[str, str], year: int, actual: float, expected: float, done: float, due: float,
    points: float, status: str,
) -> None:  # fmt: skip
    row = pingliang(environ, year, 2025)
    assert (row["actual"], row["status"]) == (actual, status)
    assert row["expected"] == pytest.approx(expected)
    assert round(row["distance_completion"], 2) == done
    assert row["schedule_completion"] == pytest.approx(due)
    assert row["gap_points"] == pytest.approx(points, abs=0.05)


def test_pingliang_needs_5_5_points_in_the_last_year_against_about_1_2(
    environ: dict[str, str],
) -> None:
    assert pingliang(environ, 2024, 2025)["needed_per_year"] == pytest.approx(5.5)  # 55 - 49.5
    # The six slopes between 44.77, 46.02, 46.79 and 49.50 (2020-2022, 2024) are 0.77, 1.01, 1.16,
    # 1.1825, 1.25 and 1.355: in the middle (1.16 + 1.1825) / 2 = 1.17.
    assert "年均上升1.17个百分点" in urban(
        environ, "explain", "620800", "urbanization_rate", "2024"
    )


def test_the_earlier_plan_missed_48_with_44_77_and_its_registered_rate_met_34_with_35_62(
    environ: dict[str, str],
) -> None:
    rows = board(environ, "620800", 2020)
    missed = row_of(rows, "urbanization_rate", 2020)
    assert (missed["target"], missed["actual"], missed["status"]) == (48, 44.77, "missed")
    met = row_of(rows, "hukou_urbanization_rate", 2020)
    assert (met["target"], met["actual"], met["status"]) == (34, 35.62, "achieved")


def test_in_2022_the_2035_row_is_not_due_and_has_its_needed_pace(environ: dict[str, str]) -> None:
    row = pingliang(environ, 2022, 2035)
    assert (row["status"], row["expected"], row["gap_points"]) == ("not_due", None, None)
    assert row["needed_per_year"] == pytest.approx(23.21 / 13)  # (70 - 46.79) / (2035 - 2022)


def test_whole_years_count_and_30_june_is_half_a_year() -> None:
    target = a_target(100.0, 2022, indicator_id="estates", kind="annual_flow")
    half = seen(2022, 50.0, indicator_id="estates", as_of="2022-06-30", vintage="none")
    found = verdict(target, half)
    assert found.schedule_completion == pytest.approx(100 * 181 / 365)  # 49.6
    assert found.status == "on_track"


# 目标的种类


def test_13_5_percent_in_five_years_requires_5_636_in_two() -> None:
    target = a_target(13.5, 2025, indicator_id="energy", base_year=2020)
    rows = [seen(year, 2.9, indicator_id="energy") for year in (2021, 2022)]
    found = verdict(target, *rows)
    # 100 (1 - 0.865 ** (2/5)) = 5.63598; done 100 (1 - 0.971 ** 2) = 5.7159
    assert found.expected == pytest.approx(5.636, abs=5e-4)
    assert found.actual == pytest.approx(5.7159)
    assert found.gap_points == pytest.approx(100 * (5.7159 - 5.63598) / 13.5, abs=5e-4)
    assert found.status == "on_track"
    # 100 (1 - (0.865 / 0.942841) ** (1/3)) = 2.832 in each of the three years left
    assert found.needed_per_year == pytest.approx(2.8317, abs=5e-4)


def test_8_and_5_5_and_7_percent_are_6_828_a_year() -> None:
    target = a_target(7.0, 2025, indicator_id="income", base_year=2020)
    growth = {2021: 8.0, 2022: 5.5, 2023: 7.0}
    found = verdict(target, *(seen(year, g, indicator_id="income") for year, g in growth.items()))
    # 1.08 * 1.055 * 1.07 = 1.219158; its cube root is 1.06828
    assert found.actual == pytest.approx(6.828, abs=5e-4)
    assert found.expected == 7.0
    # q = 21.9158 / 40.2552 = 54.442%, tau = 22.5043 / 40.2552 = 55.904%
    assert found.gap_points == pytest.approx(54.442 - 55.904, abs=2e-3)
    assert found.status == "on_track"
    # (1.402552 / 1.219158) ** (1/2) - 1
    assert found.needed_per_year == pytest.approx(7.2583, abs=5e-4)


def test_village_roads_are_added_up_from_the_base_year_on() -> None:
    # 2809 km, which a reviewer sets for 2025: 600, 500, 700 km make 1800 after three of five years.
    target = a_target(2809.0, 2025, indicator_id="roads", base_year=2020)
    done = {2021: 600.0, 2022: 500.0, 2023: 700.0}
    found = verdict(target, *(seen(year, km, indicator_id="roads") for year, km in done.items()))
    assert found.actual == 1800.0
    assert found.distance_completion == pytest.approx(100 * 1800 / 2809)  # 64.08%
    assert found.schedule_completion == pytest.approx(60)
    assert found.status == "on_track"
    assert found.needed_per_year == pytest.approx(1009 / 2)
    missing = verdict(target, *(seen(year, 600.0, indicator_id="roads") for year in (2021, 2023)))
    assert (missing.status, missing.cause, missing.gap_points) == ("unknown", "years_missing", None)


def test_problem_toilets_go_down_to_none_left() -> None:
    target = a_target(5.68, 2022, indicator_id="toilets", base_year=2021)
    rows = [seen(2022, 3.0, indicator_id="toilets", as_of="2022-06-30")]
    found = verdict(target, *rows)
    assert found.distance_completion == pytest.approx(100 * 3 / 5.68)  # 52.82% against 49.59%
    assert found.status == "on_track"
    assert verdict(target, seen(2022, 5.68, indicator_id="toilets")).status == "achieved"
    assert verdict(target, seen(2022, 5.67, indicator_id="toilets")).status == "missed"


def test_above_a_count_is_no_failure_and_above_a_ceiling_of_people_is() -> None:
    between = {"operator": "range", "value_high": 15.0, "kind": "range"}
    counties = a_target(10.0, 2022, indicator_id="estates", **between)
    for value, status in ((9.0, "missed"), (10.0, "achieved"), (16.0, "achieved")):
        assert verdict(counties, seen(2022, value, indicator_id="estates")).status == status
    strict = a_target(10.0, 2022, indicator_id="corridor", **between)
    found = verdict(strict, seen(2022, 16.0, indicator_id="corridor"))
    assert (found.status, found.cause) == ("missed", "beyond_range")


@pytest.mark.parametrize(
    ("day", "status", "cause"),
    [("2022-12-29", "achieved", ""), ("2023-01-15", "missed", "done_late")],
)
def test_a_metro_line_is_opened_within_the_year_or_late(day: str, status: str, cause: str) -> None:
    target = a_target(100.0, 2022, indicator_id="metro", operator=">=")
    opened = seen(int(day[:4]), 100.0, indicator_id="metro", as_of=day)
    found = verdict(target, seen(2022, 60.0, indicator_id="metro", as_of="2022-06-30"), opened)
    assert (found.status, found.cause, found.used) == (status, cause, opened)


def test_a_2025_target_never_overwrites_the_2035_one() -> None:
    near = a_target(55.0, 2025, base=44.77, base_year=2020)
    far = a_target(70.0, 2035, operator="~", base=44.77, base_year=2020)
    for order in ([near, far], [far, near]):
        found = {one.target.year: one for one in verdicts(order, [seen(2022, 46.79)])}
        assert (found[2025].target.value, found[2025].status) == (55.0, "behind")
        assert (found[2035].target.value, found[2035].status) == (70.0, "not_due")


# 汇总


def test_shaanxi_is_weighted_to_62_663_and_the_simple_mean_of_58_47_is_refused(
    environ: dict[str, str],
) -> None:
    said = urban(environ, "explain", "610000", "urbanization_rate", "2020")
    assert "按人口加权62.66%（合计39,528,999人" in said
    assert "简单平均58.47%不可用" in said


# 公布的规则

RULES = [
    # 10.4/14.5 in 8 years against 7.25/14.5 in 15: -4.069% / -4.516%; 7.1429 R - 4.2857
    ("statcan", "down", {2015: 14.5, 2023: 10.4}, 7.25, 2030, None,
     "moderate_progress", 0.90109, 2.1507),
    # 0.99915% a year; 66.6 is below the limit: C = 1 - 0.666 ** 4.44 = 0.835; 250 v / C - 1.25
    ("statcan", "up", {2016: 66.6, 2023: 71.4}, None, None, 100,
     "moderate_progress", 0.0099915, 1.7398),
    ("statcan", "up", {2015: 10.0, 2023: 10.0}, 10.0, 2030, None, "target_achieved", None, 5),
    # 35.32/34.13 in 9 years; 5 CAGR / 2%
    ("eurostat", "up", {2015: 34.13, 2024: 35.32}, None, None, None,
     "moderate_progress", 0.0038153, 0.9538),
    # (5/1.2)(R + 0.6) - 5
    ("eurostat", "down", {2016: 16.4, 2024: 17.8}, 8.2, 2030, None,
     "movement_away", -0.21307, -3.3878),
    # 1.2 ** (1/7) - 1 = 2.639% against 1.625 ** (1/15) - 1 = 3.290%
    ("un2022", "up", {2015: 40, 2022: 48}, 65, 2030, None, "fair_progress", 0.802, None),
    # 48 * 1.02639 ** 8 = 59.12; 19.12 / 25
    ("un2023", "up", {2015: 40, 2022: 48}, 65, 2030, None, "score_2", 0.765, 2),
    # 10 * 4.23 / 10.23
    ("escap", "up", {2020: 44.77, 2024: 49.0}, 55, 2025, None, "ok", 4.1349, None),
    # 19.75 - 40
    ("schedule", "up", {2020: 44.77, 2022: 46.79}, 55, 2025, None, "behind", -20.254, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def opinions(environ: dict[str, str]) -> list[Row]:
    """What `urban judge` says of the worked cases, in their order."""
    cases = [
        {"id": str(number), "rule": rule, "direction": direction, "series": series,
         "target": target, "target_year": year, "limit": limit}
        for number, (rule, direction, series, target, year, limit, *_) in enumerate(RULES)
    ]  # fmt: skip
    fed = "".join(json.dumps(case) + "\n" for case in cases)
    return lines(urban(environ, "judge", "-", "--json", fed=fed))


@pytest.mark.parametrize("number", range(len(RULES)), ids=[rule[0] for rule in RULES])
def test_a_published_rule_says_what_its_publisher_says(opinions: list[Row], number: int) -> None:
    *_, status, value, score = RULES[number]
    found = opinions[number]
    assert (found["id"], found["rule"]) == (str(number), RULES[number][0])
    assert found["status"] == status
    for name, worked in (("value", value), ("score", score)):
        assert worked is None or found[name] == pytest.approx(worked, rel=0, abs=rounding(worked))
        assert (found[name] is None) == (worked is None), name
    assert found["reason"].endswith("。")


def rounding(worked: float) -> float:
    """Return half a unit of the last printed digit of a worked number."""
    return 0.5 * 10.0 ** -len(f"{worked:.10g}".partition(".")[2]) + 1e-12


def test_un2023_expects_59_12_in_2030(opinions: list[Row]) -> None:
    (found,) = [one for one in opinions if one["rule"] == "un2023"]
    assert "59.12" in found["reason"]


def test_what_cannot_be_judged_is_not_available_with_a_reason(environ: dict[str, str]) -> None:
    one = {"direction": "up", "series": {"2020": 44.77}, "target": 55, "target_year": 2025}
    cases = [
        {"id": rule, "rule": rule, **one}
        for rule in ("statcan", "eurostat", "un2022", "un2023", "schedule")
    ]
    fed = "".join(json.dumps(case) + "\n" for case in cases)
    for found in lines(urban(environ, "judge", "-", "--json", fed=fed)):
        expected = "unknown" if found["rule"] == "schedule" else "not_available"
        assert (found["status"], found["value"], found["score"]) == (expected, None, None)
        assert found["reason"].endswith("。")
