"""What a document is, guessed from its head."""

import pytest

from etl.text import guess_profile

PLACES = {
    "东河省": "990000", "青石市": "990100", "青石": "990100", "白沙县": "990121",
    "柳溪县": "990122", "岚县": "990123", "全国": "000000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "kind", "first", "place"),
    [
        ("青石市国民经济和社会发展第十四个五年规划纲要\n正文", "plan", 2021, "990100"),
        ("2023年东河省新型城镇化工作要点\n正文", "work_points", 2023, "990000"),
        ("青石市城市更新三年行动计划（2023—2025年）\n正文", "action_plan", 2023, "990100"),
        ("东河省城镇老旧小区改造实施方案\n2023年6月9日\n正文。", "scheme", 2023, "990000"),
        ("青石市人民政府关于推进县域城镇化的实施意见\n青政发〔2022〕9号\n正文", "scheme", 2022, "990100"),
        ("青石市2022年国民经济和社会发展统计公报\n正文", "report", 2022, "990100"),
        ("政府工作报告\n——2024年1月5日在青石市第六届人民代表大会上\n各位代表", "report", 2024, "990100"),
        ("2024年青石市政府工作报告\n正文", "report", 2024, "990100"),
        ("关于青石市2023年计划执行情况与2024年计划草案的报告\n正文", "report", 2024, "990100"),
        ("我市城镇化交出答卷\n来源：青石日报 发布时间：2023-07-21\n青石市新建公园。", "news", 2023, "990100"),
        ("在全县工作会上的讲话\n同志们：", "other", None, None),
    ],
)  # fmt: skip
def test_the_head_says_class_year_and_place(
    head: str, kind: str, first: int | None, place: str | None
) -> None:
    profile = guess_profile(head, document_id="d", places=PLACES)
    assert (profile.kind, profile.first_year, profile.place_id) == (kind, first, place)


def test_a_place_that_no_table_knows_keeps_its_name() -> None:
    text = "青岚县2024年新型城镇化工作要点\n全县改造小区3个。"
    profile = guess_profile(text, document_id="d", places=PLACES)
    assert (profile.place_name, profile.place_id) == ("青岚县", None)


def test_a_title_of_two_lines_is_one() -> None:
    text = "青石市新型城镇化\n规划（2021—2035年）\n正文。"
    profile = guess_profile(text, document_id="d", places=PLACES)
    assert profile.title == "青石市新型城镇化规划（2021—2035年）"
    assert (profile.first_year, profile.last_year) == (2021, 2035)


def test_the_navigation_of_a_page_is_no_title() -> None:
    text = "您现在的位置：白沙县人民政府>政务\n青石市城镇化规划（2021—2025年）\n正文"
    profile = guess_profile(text, document_id="d", places=PLACES)
    assert (profile.place_id, profile.kind) == ("990100", "plan")


def test_a_citys_text_that_names_its_counties_is_the_citys() -> None:
    text = "城镇化快讯\n全市新建公园。白沙县新建学校，柳溪县新建医院，白沙县又建一座。"
    assert guess_profile(text, document_id="d", places=PLACES).place_id == "990100"


def test_a_short_name_within_other_words_is_no_place() -> None:
    text = "学习体会\n这块大青石头很重要。"
    assert guess_profile(text, document_id="d", places=PLACES).place_id is None


def test_a_bulletin_looks_at_the_year_it_is_about() -> None:
    bulletin = guess_profile("青石市2022年统计公报\n", document_id="d", places=PLACES)
    report = guess_profile("2024年青石市政府工作报告\n", document_id="d", places=PLACES)
    assert (bulletin.is_bulletin, bulletin.past_year) == (True, 2022)
    assert (report.is_bulletin, report.past_year) == (False, 2023)


@pytest.mark.parametrize("name", ["XX市", "××县", "*市", "某市"])
def test_a_name_that_was_taken_out_is_not_guessed_from_the_text(name: str) -> None:
    text = f"{name}2023年政府工作报告\n一、工作回顾\n青石市、青石市、青石市。"
    profile = guess_profile(text, document_id="d", places=PLACES)
    assert (profile.place_name, profile.place_id) == (name, None)


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("青石市2023年城市更新工作安排", 2023),
        ("青石市“十四五”时期建设成效与 2024 年工作打算", 2024),
        ("青石市2022年城镇老旧小区改造工作实施方案", 2022),
    ],
)
def test_a_title_of_one_year_makes_an_annual_document(title: str, first: int) -> None:
    profile = guess_profile(f"{title}\n正文。", document_id="d", places=PLACES)
    assert profile.is_annual
    assert (profile.first_year, profile.past_year) == (first, first - 1)


def test_a_title_of_the_republic_is_the_nations() -> None:
    text = "中华人民共和国2021年国民经济和社会发展统计公报\n国家统计局\n2022年2月28日\n一、综合"
    profile = guess_profile(text, document_id="d", places=PLACES)
    assert (profile.place_name, profile.place_id, profile.first_year) == ("全国", "000000", 2021)
