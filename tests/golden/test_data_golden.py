"""The golden numbers of the data: what was published agrees with itself, and real verdicts hold.

Everything is read from files of the repository: the committed project, and the few published
values beside it in `published/`.
"""

import csv
from collections import defaultdict

import pytest

from etl.domain.records import Observation
from etl.project.folder import Folder
from etl.project.observations import read_observations
from etl.project.reader import read_project
from tests.etl.domain.build import Seen, a_target, seen, verdict
from tests.etl.domain.claims import check, checks, claim
from tests.golden.command import ROOT, Row, board, row_of

PUBLISHED = ROOT / "tests" / "golden" / "published"
NATION, GANSU, PINGLIANG, SHAANXI = "000000", "620000", "620800", "610000"
PARTS = ("urban_resident_population", "resident_population", "urbanization_rate")
# 部分、总体、比率三个数都公布、都不是推算、同一版本的地区和年份：全国7个，甘肃6个，平凉4个。
REGION_YEARS = [
    *((NATION, year) for year in (2010, 2019, 2020, 2021, 2022, 2023, 2024)),
    *((GANSU, year) for year in (2010, 2017, 2019, 2020, 2021, 2022)),
    *((PINGLIANG, year) for year in (2020, 2021, 2022, 2024)),
]


def published(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def observations() -> list[Observation]:
    """The values of the committed project that are published and not derived, of whole places."""
    found = read_observations(read_project(Folder(ROOT)))
    return [one for one in found if not one.basis and not one.scope]


# 城镇人口÷常住人口＝城镇化率


def test_the_seventeen_region_years_agree_within_0_03_points(
    observations: list[Observation],
) -> None:
    assert len(REGION_YEARS) == 17
    found: dict[tuple[str, int, str], dict[str, list[float]]] = defaultdict(
        lambda: {part: [] for part in PARTS}
    )
    for one in observations:
        if one.indicator_id in PARTS:
            found[one.place_id, one.period, one.vintage][one.indicator_id].append(one.value)
    gaps = {
        (place, period): max(
            abs(100 * above / below - rate)
            for above in parts[PARTS[0]] for below in parts[PARTS[1]] for rate in parts[PARTS[2]]
        )
        for (place, period, _), parts in found.items()
        if place in (NATION, GANSU, PINGLIANG) and all(parts.values())
    }  # fmt: skip
    assert gaps.keys() >= set(REGION_YEARS)
    assert {key: gap for key, gap in gaps.items() if gap > 0.03} == {}
    # The largest: Gansu 2022, 1351 / 2492 = 54.213 against 54.19.
    assert max(gaps, key=lambda key: gaps[key]) == (GANSU, 2022)


def test_the_misprint_of_338_2_is_caught_by_the_same_tolerance() -> None:
    gaps = {
        row["total"]: 100 * float(row["urban"]) / float(row["total"]) - float(row["rate"])
        for row in published("baoji_2021")
    }
    # 192.78 / 328.2 = 58.739, 192.78 / 338.2 = 57.002; published 58.74
    assert abs(gaps["328.2"]) < 0.03
    assert gaps["338.2"] == pytest.approx(57.00 - 58.74, abs=0.005)


@pytest.mark.parametrize(
    ("total", "holds", "computed"), [(328.2, True, 58.74), (338.2, False, 57.0)]
)
def test_the_check_of_a_source_lets_328_2_pass_and_names_338_2(
    total: float, holds: bool, computed: float
) -> None:
    found = check(
        claim(f"常住人口{total}万人", "people", total, 2021, unit="万人"),
        claim("城镇常住人口192.78万人", "urban", 192.78, 2021, unit="万人"),
        claim("常住人口城镇化率58.74%", "rate", 58.74, 2021),
    )
    assert (found.code, found.holds, round(found.computed, 2)) == ("part-whole", holds, computed)


def test_1_96_points_a_year_is_contradicted_by_its_own_ends() -> None:
    # (44.77 - 34.47) / 6 = 1.72
    told = checks(
        claim("2014年常住人口城镇化率34.47%", "rate", 34.47, 2014),
        claim("2020年常住人口城镇化率44.77%", "rate", 44.77, 2020),
        claim("年均提高1.96个百分点", "rate", 1.96, 2020, kind="growth", unit="个百分点"),
    )
    (pace,) = [one for one in told if one.code == "pace"]
    assert (pace.holds, round(pace.computed, 2)) == (False, 1.72)


# 陕西：由十个市和杨凌汇总


def test_the_eleven_census_populations_sum_to_39_528_999(observations: list[Observation]) -> None:
    census = [
        one for one in observations
        if (one.period, one.vintage) == (2020, "census_2020") and one.place_id[:2] == "61"
    ]  # fmt: skip
    cities = [one for one in census if one.place_id[4:] == "00" and one.place_id != SHAANXI]
    members = {one.place_id for one in cities} | {"610403"}  # 杨陵区代表杨凌示范区
    assert len(members) == 11

    def of(indicator_id: str) -> dict[str, float]:
        return {
            one.place_id: one.value for one in census
            if one.indicator_id == indicator_id and one.place_id in members
        }  # fmt: skip

    people, rates = of("resident_population"), of("urbanization_rate")
    assert people.keys() == rates.keys() == members
    assert sum(people.values()) == 39_528_999
    weighted = sum(people[key] * rates[key] for key in members) / sum(people.values())
    assert weighted == pytest.approx(62.663, abs=5e-4)
    assert sum(rates.values()) / 11 == pytest.approx(58.47, abs=0.005)


# 年度任务：按截至日期与时间进度比


def task_of(row: dict[str, str]) -> Seen:
    """Return the verdict on the starts of one notice; a binding task shows every shortfall."""
    year = int(row["as_of"][:4])
    target = a_target(
        float(row["plan"]), year, indicator_id="strict", kind="annual_flow", nature="binding"
    )
    value = seen(
        year, float(row["done"]), indicator_id="strict", as_of=row["as_of"], vintage="none"
    )
    return verdict(target, value)


STARTS = {(row["place"], row["as_of"]): row for row in published("old_estates")}


@pytest.mark.parametrize(
    ("place", "as_of", "done", "gone"),
    [
        ("陕西省", "2021-07-31", 55.1, 58.1),  # day 212 of 365
        ("陕西省", "2021-08-31", 70.38, 66.6),  # 2549 / 3622; day 243
        ("陕西省", "2021-10-31", 100.11, 83.3),  # 3626 / 3622; day 304
        ("陕西省", "2022-06-30", 65.41, 49.6),  # day 181
        ("陕西省", "2022-12-31", 100, 100),
        ("全国", "2021-06-30", 68.68, 49.6),  # 3.64 / 5.3
        ("全国", "2021-07-31", 79.62, 58.1),  # 4.22 / 5.3
        ("全国", "2021-10-31", 100.75, 83.3),  # 5.34 / 5.3
        ("全国", "2022-10-31", 102.16, 83.3),  # 5.21 / 5.1
        ("全国", "2022-12-31", 102.94, 100),  # 5.25 / 5.1
        ("全国", "2023-09-30", 96.79, 74.8),  # 5.13 / 5.3; day 273
        ("全国", "2023-12-31", 101.32, 100),  # 5.37 / 5.3
    ],
)
def test_the_starts_of_old_estates_stand_against_the_share_of_the_year_gone(
    place: str, as_of: str, done: float, gone: float
) -> None:
    found = task_of(STARTS[place, as_of])
    assert found.distance_completion == pytest.approx(done, abs=0.005)
    assert found.schedule_completion == pytest.approx(gone, abs=0.05)


def test_only_31_july_2021_lies_behind_the_share_of_the_year_gone() -> None:
    found = {key: task_of(row) for key, row in STARTS.items()}
    late = [key for key, one in found.items() if one.gap_points is None or one.gap_points < 0]
    assert late == [("陕西省", "2021-07-31")]
    assert found["陕西省", "2021-07-31"].status == "behind"
    reached = {key for key, one in found.items() if one.status == "achieved"}
    assert reached == {
        ("陕西省", "2021-10-31"), ("陕西省", "2022-12-31"), ("全国", "2021-10-31"),
        ("全国", "2022-10-31"), ("全国", "2022-12-31"), ("全国", "2023-12-31"),
    }  # fmt: skip


def test_the_ministry_s_own_67_5_percent_implies_another_plan_than_5_3() -> None:
    row = STARTS["全国", "2021-06-30"]
    implied = float(row["done"]) / float(row["printed_share"]) * 100
    assert implied == pytest.approx(5.39, abs=0.005)  # 3.64 / 0.675
    assert row["plan"] == "5.3"


def test_the_plan_of_shaanxi_follows_from_both_notices() -> None:
    for as_of in ("2021-08-31", "2021-10-31"):
        row = STARTS["陕西省", as_of]
        implied = 100 * float(row["done"]) / float(row["printed_share"])
        assert round(implied) == int(row["plan"]) == 3622


# 真实的评估结果，经命令行


@pytest.fixture(scope="module")
def boards(environ: dict[str, str]) -> dict[tuple[str, int], list[Row]]:
    """The rows of each place as things stood with a year's values."""
    asked = [(PINGLIANG, 2020), (GANSU, 2020), (NATION, 2020), (NATION, 2022), (SHAANXI, 2022)]
    return {key: board(environ, *key) for key in asked}


@pytest.mark.parametrize(
    ("place_id", "year", "indicator_id", "target_year", "target", "actual", "status"),
    [
        (PINGLIANG, 2020, "urbanization_rate", 2020, 48, 44.77, "missed"),
        (PINGLIANG, 2020, "hukou_urbanization_rate", 2020, 34, 35.62, "achieved"),
        (PINGLIANG, 2020, "urban_resident_population", 2020, 1_000_000, 827_700, "missed"),
        (GANSU, 2020, "urbanization_rate", 2020, 50, 52.23, "achieved"),
        (GANSU, 2020, "urban_resident_population", 2020, 13_500_000, 13_067_300, "missed"),
        (NATION, 2020, "urbanization_rate", 2020, 60, 63.89, "achieved"),
        (NATION, 2020, "hukou_urbanization_rate", 2020, 45, 45.4, "achieved"),
        (NATION, 2020, "park_area_per_head", 2020, 14.6, 14.8, "achieved"),
        (NATION, 2022, "urbanization_rate", 2025, 65, 65.22, "achieved"),
        (SHAANXI, 2022, "green_building_share", 2022, 60, 81.17, "achieved"),
        (SHAANXI, 2022, "prefabricated_share", 2022, 24, 34.17, "achieved"),
        (SHAANXI, 2022, "old_estates_started", 2022, 2192, 2200, "achieved"),
        (SHAANXI, 2022, "rental_homes", 2022, 88_000, 46_000, "on_track"),
    ],
)
def test_a_real_target_has_its_real_verdict(
    boards: dict[tuple[str, int], list[Row]], place_id: str, year: int, indicator_id: str,
    target_year: int, target: float, actual: float, status: str,
) -> None:  # fmt: skip
    row = row_of(boards[place_id, year], indicator_id, target_year)
    assert (row["target"], row["actual"], row["status"]) == (target, actual, status)


def test_the_nation_reached_65_percent_early(boards: dict[tuple[str, int], list[Row]]) -> None:
    row = row_of(boards[NATION, 2022], "urbanization_rate", 2025)
    assert (row["period"], row["superseded_by"]) == (2022, None)
    assert "提前实现" in row["reason"]


def test_the_green_ratio_of_the_nation_stood_at_37_6_and_cannot_be_judged(
    boards: dict[tuple[str, int], list[Row]],
) -> None:
    # Nothing was published for 2020, and the plan prints no base: 37.6 of 2019 against 38.9.
    row = row_of(boards[NATION, 2020], "built_up_green_ratio", 2020)
    assert (row["period"], row["actual"], row["target"]) == (2019, 37.6, 38.9)
    assert (row["status"], row["gap_points"]) == ("unknown", None)


def test_rental_homes_stood_at_52_3_percent_at_half_time(
    boards: dict[tuple[str, int], list[Row]],
) -> None:
    row = row_of(boards[SHAANXI, 2022], "rental_homes", 2022)
    assert row["distance_completion"] == pytest.approx(52.27, abs=0.005)  # 4.6 / 8.8
    assert row["schedule_completion"] == pytest.approx(49.59, abs=0.005)  # 181 / 365
    assert row["reason"].startswith("截至2022年6月30日")


def test_what_shaanxi_published_nothing_for_is_unknown_and_says_why(
    boards: dict[tuple[str, int], list[Row]],
) -> None:
    rows = [
        row for row in boards[SHAANXI, 2022] if row["document_id"] == "shaanxi-2022-work-points"
    ]
    silent = {row["indicator_id"] for row in rows if row["actual"] is None}
    assert silent >= {
        "new_5g_stations", "rural_toilets_rebuilt", "faulty_toilets_fixed", "model_villages",
        "village_waste_collection", "standard_land_share", "community_day_care_coverage",
        "converted_companies",
    }  # fmt: skip
    for row in rows:
        if row["actual"] is None:
            assert row["status"] == "unknown"
            assert row["reason"] == "尚无已公布的实际值（缺数据），无法评估。"
    assert len(rows) - len(silent) == 4  # 保障房、老旧小区、绿色建筑、装配式建筑
