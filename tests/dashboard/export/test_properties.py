"""What files say of themselves: the moment of the release and the whole digest."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from dashboard.export.document import document_of
from dashboard.export.properties import about, released
from tests.dashboard.sample_report import RELEASE, sample


@pytest.mark.parametrize(
    "loaded_at",
    ["2026-11-22T08:00:00+00:00", "2026-11-22T16:00:00+08:00", "2026-11-22T08:00:00"],
)
def test_the_moment_of_a_release_is_told_in_utc_whatever_its_zone(loaded_at: str) -> None:
    moment = released(replace(RELEASE, loaded_at=loaded_at))
    assert moment.isoformat() == "2026-11-22T08:00:00"


def test_a_file_is_named_by_its_report_and_holds_the_whole_digest() -> None:
    told = about(sample(), "附表")
    assert told["title"] == "平凉市新型城镇化规划实施情况2022年度监测评估报告附表"
    assert told["subject"] == "平凉市2022年度"
    assert told["keywords"] == "0123456789abcdef" * 4 and told["keywords"] in told["comments"]
    assert told["comments"].startswith("数据截至2026年11月22日　第14版")


def test_a_title_longer_than_office_can_hold_is_cut_in_the_properties_alone() -> None:
    report = replace(sample(), title=("长" * 300,), place="远" * 300)
    document = Document(BytesIO(document_of(report)))
    assert document.core_properties.title == "长" * 255
    assert document.core_properties.subject == "远" * 255
    assert document.paragraphs[0].text == "长" * 300
