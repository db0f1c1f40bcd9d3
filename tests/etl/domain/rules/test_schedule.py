"""The project's own rule asked of a bare case."""

import math

import pytest

from etl.domain.records import Bands
from etl.domain.rules.case import Case
from etl.domain.rules.schedule import schedule
from tests.etl.domain.rules.cases import a_case

BANDS = {"expected": Bands(5, -10, -30), "binding": Bands(5, 0, -30)}


@pytest.mark.parametrize(
    ("year", "value", "gap", "status"),
    [
        # Base 44.77, target 55: 10.23 to go in five years.
        # 2021: 1.25/10.23 = 12.219% against 20%; 2022: 2.02/10.23 = 19.746% against 40%;
        # 2024: 4.73/10.23 = 46.237% against 80%.
        (2021, 46.02, -7.781, "on_track"),
        (2022, 46.79, -20.254, "behind"),
        (2024, 49.50, -33.763, "far_behind"),
    ],
)
def test_the_city_of_the_examples(year: int, value: float, gap: float, status: str) -> None:
    case = a_case({2020: 44.77, year: value}, target=55.0, year=2025, base_year=2020)
    found = schedule(case, BANDS)
    assert (found.status, found.score) == (status, None)
    assert found.value == pytest.approx(gap, abs=5e-4)
    assert found.reason.startswith("基期2020年44.77，2025年目标55；增量完成率")


def test_a_binding_target_is_behind_where_an_expected_one_is_not() -> None:
    series = {2020: 44.77, 2021: 46.02}
    binding = a_case(series, target=55.0, year=2025, base_year=2020, nature="binding")
    assert schedule(binding, BANDS).status == "behind"


@pytest.mark.parametrize(
    "case",
    [
        a_case({}),
        a_case({2020: 1.0, 2021: 2.0}),
        a_case({2020: 1.0, 2021: 2.0}, target=3.0, year=2020),
        a_case({2020: 1.0, 2021: 2.0}, "parity", target=3.0),
        a_case({2020: 1.0, 2021: 2.0}, "sideways", target=3.0),
        a_case({2020: 1.0, 2021: math.nan}, target=3.0),
    ],
)
def test_what_it_cannot_judge_is_unknown_with_a_reason(case: Case) -> None:
    found = schedule(case, BANDS)
    assert (found.status, found.value) == ("unknown", None) and found.reason.endswith("。")
