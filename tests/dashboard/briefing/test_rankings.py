"""Places side by side: the order of the indicator's page, the own place always among them."""

import pytest

from dashboard.briefing.material import gather
from dashboard.briefing.rankings import compared
from dashboard.briefing.records import Briefing, Ranking
from dashboard.reader import BoardReader
from dashboard.standings import ranking
from etl.project.folder import Folder
from tests.conftest import PLACES
from tests.dashboard.briefing.scenes import made, scene, shown, values
from tests.dashboard.counties import CITY, counties
from tests.dashboard.report.made import aim


def ranks(found: Briefing) -> Ranking:
    body = scene(found, "ranking").body
    assert isinstance(body, Ranking)
    return body


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> BoardReader:
    """Twelve counties of Pingliang and three of Jiuquan, all with the same target and gap."""
    folder = counties(tmp_path_factory.mktemp("counties") / "project", 12, 3)
    return BoardReader(f"sqlite:///{folder.database}")


def test_the_places_within_one_are_compared_first(many: BoardReader) -> None:
    # 41 − 40 of 50 − 40 is 10% with a fifth of the time gone: −10 points for each of the twelve.
    found = shown(many, CITY)
    body = ranks(found)
    assert scene(found, "ranking").title == "本级和下辖地区常住人口城镇化率进度差"
    assert [line.gap for line in body.lines[:9]] == ["−10"] * 9
    assert [line.position for line in body.lines] == [*range(1, 10), None]
    assert body.left_out == "另有3行未列出"


def test_the_own_place_is_kept_though_it_comes_last(many: BoardReader) -> None:
    last = ranks(shown(many, CITY)).lines[-1]
    assert (last.place, last.is_own, last.aim, last.gap) == ("平凉市", True, "未设目标", "")
    assert [line.is_own for line in ranks(shown(many, CITY)).lines].count(True) == 1


def test_a_county_is_compared_with_those_beside_it(many: BoardReader) -> None:
    found = shown(many, "620901")
    assert scene(found, "ranking").title == "同级地区常住人口城镇化率进度差"
    assert [line.place for line in ranks(found).lines] == ["乙1县", "乙2县", "乙3县"]
    assert scene(found, "ranking").finding == (
        "有进度差的3个地区中，3个落后于序时进度；乙1县落后序时进度10个百分点，由低到高居第1位"
    )


def test_the_last_of_many_is_kept_with_its_position(many: BoardReader) -> None:
    lines = ranks(shown(many, "620812")).lines
    assert len(lines) == 10
    assert (lines[-1].place, lines[-1].is_own, lines[-1].position) == ("甲12县", True, 12)


def test_where_no_nearer_set_has_targets_all_places_are_compared(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    assert scene(found, "ranking").title == "有目标的地区常住人口城镇化率进度差"
    assert [(one.place, one.gap, one.value, one.aim_year) for one in ranks(found).lines] == [
        ("平凉市", "−33.8", "49.5%", "2025"), ("全国", "", "67%", "2025"),
        ("陕西省", "", "66.14%", "2020"), ("甘肃省", "", "56.83%", "2020"),
    ]  # fmt: skip
    assert scene(found, "ranking").finding == (
        "平凉市落后序时进度33.8个百分点；其余3个地区：提前实现1个、已实现2个"
    )


def test_the_order_is_that_of_the_page_of_the_indicator(
    boards: BoardReader, many: BoardReader
) -> None:
    for reader, codes in ((boards, ("620800", "610000", "000000")), (many, (CITY, "620803"))):
        for code in codes:
            with reader.open(today="2026-11-23") as board:
                rate = board.registry.indicators["urbanization_rate"]
                _, rows = compared(gather(board, board.places[code], "zh"), rate)
                ranked = ranking(rows, {}, board.cells(None, rate.indicator_id), sort="gap")
            order = [one.row.place.name for one in ranked]
            lines = [one for one in ranks(shown(reader, code)).lines if one.aim != "未设目标"]
            assert [one.place for one in lines][:9] == order[:9]
            page = [f"{one.level:g}%" for one in ranked if one.level is not None]
            assert [one.value for one in lines][:9] == page[:9]


def test_an_allowance_has_no_gap_that_could_be_called_behind_or_ahead(folder: Folder) -> None:
    lines = PLACES + "620801,甲县,county,620800,\n620802,乙县,county,620800,\n"
    folder.places.write_text(lines, encoding="utf-8")
    land = "new_construction_land"
    rows = [
        *values(land, "亩", {"2021": "300000", "2022": "900000"}, place_id="620801", place="甲县"),
        *values(land, "亩", {"2021": "100000", "2022": "300000"}, place_id="620802", place="乙县"),
    ]
    targets = [
        aim(land, 1e6, kind="cap", operator="<=", base=0, base_year=2020, place_id=code)
        for code in ("620800", "620801", "620802")
    ]
    found = made(folder, targets, rows)
    assert [(one.place, one.gap) for one in ranks(found).lines] == [
        ("平凉市", ""), ("甲县", ""), ("乙县", ""),
    ]  # fmt: skip


def test_a_county_without_a_target_stands_last_with_its_value(boards: BoardReader) -> None:
    found = ranks(shown(boards, "620802"))
    own = found.lines[-1]
    assert (own.place, own.value, own.value_year, own.position) == (
        "崆峒区",
        "65%",
        "2019",
        None,
    )
    assert (own.status.key, own.status.word) == ("unknown", "未设目标")


def test_a_place_whose_year_is_over_says_what_came_of_it(boards: BoardReader) -> None:
    found = scene(shown(boards, "610000"), "ranking")
    assert found.title == "同级地区常住人口城镇化率进度差"
    assert found.finding == "陕西省已实现2020年62%的目标；另外1个地区：已实现1个"
    own = ranks(shown(boards, "610000")).lines[0]
    assert (own.value, own.value_year, own.status.word) == ("66.14%", "2024", "2020年已实现")


def test_a_target_whose_year_is_over_has_no_gap_to_a_schedule_any_more(folder: Folder) -> None:
    lines = PLACES + "620801,甲县,county,620800,\n620802,乙县,county,620800,\n"
    folder.places.write_text(lines, encoding="utf-8")
    gas = "gas_coverage"
    rows = [
        *values(gas, "%", {"2020": "80", "2022": "82"}, place_id="620801", place="甲县"),
        *values(gas, "%", {"2020": "80", "2022": "88"}, place_id="620802", place="乙县"),
    ]
    targets = [
        aim(gas, 90, base=80, base_year=2020, year=2022, place_id="620801"),
        aim(gas, 90, base=80, base_year=2020, place_id="620802"),
    ]
    found = made(folder, targets, rows, "620801")
    # 甲县：2022年到期，82未达到90；乙县：8 ÷ 10 = 80%，序时40%，快40个百分点。
    assert [(one.place, one.gap, one.position) for one in ranks(found).lines] == [
        ("乙县", "+40", 1), ("甲县", "", None),
    ]  # fmt: skip
    said = scene(found, "ranking").finding
    assert "甲县未实现2022年90%的目标" in said and "乙县快于序时进度40个百分点" in said


def test_several_targets_of_a_place_are_counted_as_targets_and_not_as_places(
    folder: Folder,
) -> None:
    lines = PLACES + "620801,甲县,county,620800,\n620802,乙县,county,620800,\n"
    folder.places.write_text(lines, encoding="utf-8")
    gas = "gas_coverage"
    rows = [
        row
        for code, name in (("620801", "甲县"), ("620802", "乙县"))
        for scope in ("", "城市")
        for row in values(
            gas, "%", {"2020": "80", "2022": "82"}, place_id=code, place=name, scope=scope
        )
    ]
    targets = [
        aim(gas, 90, base=80, base_year=2020, place_id=code, scope=scope)
        for code in ("620801", "620802")
        for scope in ("", "城市")
    ]
    said = scene(made(folder, targets, rows, "620801"), "ranking").finding
    assert said.startswith(
        "各地区有进度差的4项目标中，4项落后于序时进度；甲县落后序时进度20个百分点"
    )
