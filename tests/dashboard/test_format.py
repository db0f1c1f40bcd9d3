"""Numbers on the screen: a difference in points reads everywhere as in a sentence."""

import pytest

from dashboard.format import NOTHING, signed


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (-33.756, "−33.8"), (5.2, "+5.2"), (-10.0, "−10"), (0.0, "0"), (-0.0, "0"),
        # 不足0.05也可能使约束性指标滞后：不写成0。
        (-0.04, "−0.04"), (0.004, "+0.004"),
        (-1e-12, "0"),  # the noise of arithmetic
        (None, NOTHING),
    ],
)  # fmt: skip
def test_a_gap_in_points_has_its_sign_and_is_0_only_where_there_is_none(
    points: float | None, said: str
) -> None:
    assert signed(points) == said


def test_a_gap_has_the_decimals_that_are_asked_for() -> None:
    assert (signed(-33.756, 2), signed(-0.001, 2), signed(5.0, 2)) == ("−33.76", "0", "+5")
