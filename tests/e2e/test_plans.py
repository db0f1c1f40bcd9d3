"""The review desk in a real browser: from a plan's file to a judged target, by mouse and by keys."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, Visit

pytestmark = pytest.mark.browser
SEEDS = ROOT.parent / "shared" / "seeds"
TITLE = "平凉市新型城镇化规划全文"
PLAN = """云山县新型城镇化规划（2021—2025年）

一、发展基础

2020年末，全县常住人口城镇化率为44.77%，户籍人口城镇化率为35.62%。

二、发展目标

到2025年，全县常住人口城镇化率达到55%，户籍人口城镇化率达到40%左右。
"""


def take_in(page: Page, file: Path, title: str, place: str) -> None:
    """Choose a file, correct what it says of itself, and take it into the project."""
    page.set_input_files("input[type=file]", file)
    confirm = page.locator("[data-form=add]")
    expect(confirm).to_be_visible()
    confirm.locator("[name=title]").fill(title)
    confirm.locator("[name=place_id]").fill(place)
    confirm.get_by_role("button", name="加入项目并找出陈述").click()
    expect(page).to_have_url(re.compile(r"/plans/\d{6}-"))
    page.wait_for_selector(".queue a[aria-current]")


def queue_item(page: Page, words: str) -> None:
    """Choose the statement whose line holds these words."""
    page.locator(".queue a", has_text=words).first.click()


def reading(page: Page, name: str) -> str:
    return str(page.locator(f"[data-form=decide] [name={name}]").input_value())


@pytest.mark.skipif(not SEEDS.exists(), reason="../shared is not beside the checkout")
def test_a_clerk_takes_a_plan_from_its_file_to_a_judged_target(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/")
    page.get_by_role("navigation").get_by_role("link", name="规划", exact=True).click()
    expect(page.locator("h1")).to_have_text("规划")
    (seed,) = SEEDS.glob("001*.txt")
    take_in(page, seed, TITLE, "平凉市")
    expect(page.locator("h1")).to_have_text(TITLE)

    # The plan's own sums: 10.30 ÷ 6 is 1.72 and not 1.96; 82.77 ÷ 184.86 is 44.77%.
    sums = page.locator(".card", has=page.locator(".sums"))
    expect(sums).to_contain_text("文中称年均提高1.96个百分点，按首末两值计算为1.72个百分点")
    sums.get_by_text("相符", exact=False).first.scroll_into_view_if_needed()
    expect(sums).to_contain_text("82.77÷184.86")

    for words in ("2020年 常住人口城镇化率 44.77%", "2025年 常住人口城镇化率 55%"):
        queue_item(page, words)
        assert reading(page, "indicator_id") == "urbanization_rate"
        page.fill("[data-form=decide] [name=reviewer]", "张三")
        page.get_by_role("button", name="采纳（A）", exact=True).click()
        expect(page.locator(".queue a", has_text=words).first).to_contain_text("已采纳")
    marked = page.locator("mark.m-accept")
    expect(marked.first).to_be_visible()

    page.get_by_role("button", name="更新监测结果").click()
    expect(page.locator(".update-bar .said")).to_contain_text("监测结果已更新")
    page.wait_for_selector(".update-bar", state="hidden")
    page.locator(".page-head").get_by_role("link", name="平凉市").click()
    row = page.locator("tr", has=page.get_by_text(TITLE)).filter(has_text="55%")
    # 44.77 → 55 in five years asks 52.954 by 2024; 49.50 lies 33.8 points behind the schedule.
    expect(row).to_contain_text("49.5%（2024）")
    expect(row).to_contain_text("−33.8")
    expect(row).to_contain_text("严重滞后")
    reviews = next(Path(clerk.project / "data" / "reviews").glob("620800-plan-2021-2035*.csv"))
    assert reviews.read_text("utf-8").count("张三") == 2


@pytest.fixture
def desk(clerk: Visit, tmp_path: Path) -> Visit:
    """The desk with a small plan on it, whose place is Pingliang."""
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    clerk.open("/plans")
    take_in(clerk.page, file, "一份小规划", "620800")
    return clerk


def test_reviewing_needs_no_mouse(desk: Visit) -> None:
    page = desk.page
    page.keyboard.press("e")
    page.fill("[data-form=decide] [name=reviewer]", "李四")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert reading(page, "value") == "44.77"
    page.keyboard.press("a")
    expect(page.locator(".queue a").nth(0)).to_contain_text("已采纳")
    # The next one that waits is chosen by itself.
    expect(page.locator("[data-form=decide] [name=value]")).to_have_value("35.62")
    page.keyboard.press("r")
    expect(page.locator("[data-form=decide] [name=note]")).to_be_focused()
    page.keyboard.type("不作基期")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator(".queue a").nth(1)).to_contain_text("不采纳")
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(".queue a").nth(1)).to_contain_text("待审核")
    expect(page.locator(".finding")).to_contain_text("待审核3条，已采纳1条，不采纳0条")


def test_a_changed_field_is_an_amendment_and_shows_as_one(desk: Visit) -> None:
    page = desk.page
    queue_item(page, "户籍人口城镇化率 40%左右")
    page.fill("[data-form=decide] [name=value]", "41")
    page.fill("[data-form=decide] [name=reviewer]", "李四")
    page.get_by_role("button", name="采纳（A）", exact=True).click()
    item = page.locator(".queue a", has_text="户籍人口城镇化率 41%左右")
    expect(item).to_contain_text("修改后采纳")
    expect(item).to_contain_text("李四")


def test_a_refusal_says_why_and_changes_nothing(desk: Visit) -> None:
    page = desk.page
    page.fill("[data-form=decide] [name=value]", "五十")
    page.get_by_role("button", name="采纳（A）", exact=True).click()
    said = page.locator("[data-form=decide] .said")
    expect(said).to_contain_text("请填写审核人姓名")
    page.fill("[data-form=decide] [name=reviewer]", "李四")
    page.get_by_role("button", name="采纳（A）", exact=True).click()
    expect(said).to_contain_text("数值：“五十”不是数")
    assert not list((desk.project / "data" / "reviews").glob("620800-plan*"))


def test_a_view_of_the_queue_is_in_its_address(desk: Visit) -> None:
    page = desk.page
    page.select_option("[data-form=filter] [name=kind]", "target")
    expect(page.locator("[data-slot=shown]")).to_have_text(" 2 / 4")
    expect(page).to_have_url(re.compile(r"\?kind=target"))
    page.reload()
    expect(page.locator("[data-slot=shown]")).to_have_text(" 2 / 4")


def test_changing_the_place_invalidates_an_acceptance_visibly(desk: Visit) -> None:
    page = desk.page
    page.fill("[data-form=decide] [name=reviewer]", "李四")
    page.get_by_role("button", name="采纳（A）", exact=True).click()
    expect(page.locator(".queue a").nth(0)).to_contain_text("已采纳")
    page.get_by_text("文件信息").click()
    page.fill("[data-form=change] [name=place_id]", "崆峒区")
    page.get_by_role("button", name="保存并重新读取").click()
    first = page.locator(".queue a").nth(0)
    expect(first).to_contain_text(
        "读法已变，原决定失效：平凉市 2020年 常住人口城镇化率 44.77%（李四"
    )
    expect(first).to_contain_text("待审核")


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(clerk: Visit, tmp_path: Path) -> None:
    file = tmp_path / "规划.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    clerk.open("/plans")
    clerk.page.set_input_files("input[type=file]", file)
    expect(clerk.page.locator("[data-area=upload] .said")).to_contain_text("另存为.docx")
    expect(clerk.page.locator("[data-form=add]")).to_be_hidden()


def test_a_passage_leads_from_the_city_page_to_its_place_in_the_document(visit: Visit) -> None:
    page = visit.page
    visit.open("/place/620800")
    page.locator(".panel .quote a").first.click()
    expect(page.locator("h1")).to_contain_text("规划")
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
