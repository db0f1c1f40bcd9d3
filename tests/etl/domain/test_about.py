"""What a decision was about, in words that outlive the target's id."""

from dataclasses import replace

import pytest

from etl.domain.about import about
from etl.domain.records import Place, Target
from tests.etl.domain.build import REGISTRY

PLACES = {"620800": Place("620800", "平凉市", "prefecture", "620000")}
TARGET = Target(
    target_id="t", chain_id="c", document_id="plan", place_id="620800", indicator_id="rate",
    scope="", kind="level", nature="expected", operator="=", value=55.0, value_high=None,
    year=2025, stretch=False, base_year=2020, base=44.77, base_statement_id=None,
    statement_ids=(), responsible=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "平凉市 城镇化率 2025年 55%"),
        ({"operator": ">=", "scope": "中心城区"}, "平凉市（中心城区） 城镇化率 2025年 不低于55%"),
        ({"year": None, "operator": "~"}, "平凉市 城镇化率 无年份 55%左右"),
        ({"operator": "range", "value_high": 60.0}, "平凉市 城镇化率 2025年 55—60%"),
        ({"kind": "milestone", "value": 100.0}, "平凉市 城镇化率 2025年 完成"),
        ({"indicator_id": "homes", "value": 88_000.0}, "平凉市 保障房 2025年 8.8万套"),
    ],
)
def test_a_target_is_told_by_place_indicator_year_and_value(
    changed: dict[str, object], said: str
) -> None:
    assert about(replace(TARGET, **changed), PLACES, REGISTRY) == said  # type: ignore[arg-type]
