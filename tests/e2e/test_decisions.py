"""What staff decide after judgement, in a real browser: the list by keys alone, and 人工研判."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
RATE = "常住人口城镇化率（2025）"
HOSTILE = "<script>document.title='x'</script><img src=x onerror=alert(1)>"


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def opened(page: Page) -> None:
    """Open the item of the rate of 2025 by keys alone."""
    for _ in range(6):
        if page.locator("a.opener[aria-current]", has_text=RATE).count():
            break
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".drawer")).to_be_visible()
    expect(page.locator(".drawer h2")).to_contain_text(RATE)


def typed(page: Page, label: str, text: str) -> None:
    """Type into a field of the open panel."""
    page.locator(".drawer").get_by_label(label).focus()
    page.keyboard.type(text)


def test_an_item_is_worked_off_without_a_mouse(clerk: Visit) -> None:
    page, log = clerk.page, clerk.project / "data" / "supervision.csv"
    clerk.open("/supervision")
    expect(page.locator("tr", has=page.locator("a.opener"))).to_have_count(4)

    # 筛选：只看平凉市，状态在地址里。
    page.locator("main select[name=place]").focus()
    page.keyboard.press("End")
    page.locator("main .filters button").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/supervision\?.*place=620800"))
    rows = page.locator("a.opener")
    expect(rows).to_have_count(3)
    for key, at in (("j", 0), ("ArrowDown", 1), ("j", 2), ("k", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(rows.nth(at)).to_be_focused()
        expect(page.locator("a.opener[aria-current=true]")).to_have_text(rows.nth(at).inner_text())

    opened(page)
    expect(page).to_have_url(re.compile(r"#i-[0-9a-f]{12}/"))
    expect(page.locator(".drawer [name=state]")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".drawer [name=state]")).to_have_value("rectifying")
    page.keyboard.press("Control+Enter")
    said = page.locator(".drawer .said")
    expect(said).to_contain_text("要写明整改措施")
    expect(said).to_contain_text("经办人：不能为空")
    typed(page, "整改措施", "按月调度")
    typed(page, "经办人", "李四")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".decided").first).to_contain_text("已转为整改中。监测结果已更新为第2版。")
    # 刷新后仍开着这一项，带着办理记录和经办人。
    expect(page.locator(".drawer li")).to_contain_text(["整改中　李四"])
    expect(page.locator(".drawer [name=who]")).to_have_value("李四")
    expect(page.locator("tr", has_text=RATE)).to_contain_text("整改中")

    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    expect(said).to_contain_text("要写明销号的依据")
    assert len(lines(log)) == 1
    typed(page, "办理情况（销号时写明依据）", "经复核已落实")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".decided").first).to_contain_text("已转为已销号")
    expect(page.locator("a.opener", has_text=RATE)).to_have_count(0)
    assert [(line["state"], line["note"], line["who"]) for line in lines(log)] == [
        ("rectifying", "", "李四"), ("closed", "经复核已落实", "李四")
    ]  # fmt: skip

    clerk.open("/supervision?state=closed")
    opened(page)
    expect(page.locator(".drawer li")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".drawer")).to_be_hidden()
    expect(page.locator("a.opener", has_text=RATE)).to_be_focused()


def test_hostile_words_stay_text_on_the_list_and_in_the_panel(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/supervision")
    opened(page)
    page.keyboard.press("2")
    typed(page, "整改措施", "=HYPERLINK(1)")
    typed(page, "经办人", "<b>李四</b>")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".drawer .said")).to_contain_text("不能以=、+、-、@开头")
    page.locator(".drawer").get_by_label("整改措施").fill(HOSTILE)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".decided").first).to_contain_text("已转为整改中")
    expect(page.locator("tr", has_text=RATE)).to_contain_text(HOSTILE)
    expect(page.locator(".drawer li")).to_contain_text([f"整改措施：{HOSTILE}"])
    expect(page.locator(".drawer li")).to_contain_text(["<b>李四</b>"])
    assert page.locator("main script, main img[src=x]").count() == 0
    expect(page).to_have_title(re.compile("督办清单"))


def test_a_decision_that_the_board_cannot_show_yet_is_kept_and_not_sent_twice(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/supervision")
    opened(page)
    table = next((clerk.project / "data" / "observations").glob("pingliang.csv"))
    sound = table.read_bytes()
    table.write_bytes(sound + b"620800,x\n")
    page.keyboard.press("2")
    typed(page, "整改措施", "按月调度")
    typed(page, "经办人", "李四")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".drawer .said")).to_contain_text("本次登记不要重复")
    expect(page.locator(".drawer [type=submit]")).to_be_disabled()
    page.keyboard.press("Control+Enter")
    assert len(lines(clerk.project / "data" / "supervision.csv")) == 1
    table.write_bytes(sound)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="更新监测结果").click()
    expect(page.locator("tr", has_text=RATE)).to_contain_text("整改中")


def test_a_judgement_stands_beside_the_computed_status_and_is_withdrawn(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/supervision")
    page.locator("tr", has_text=RATE).get_by_role("link", name="严重滞后").click()
    expect(page).to_have_url(re.compile(r"/calculation/[0-9a-f]{12}"))
    card = page.locator(".judgement")
    expect(card).to_contain_text("没有有效的研判。")
    form = card.locator("[data-form=judge]")
    form.get_by_label("理由").fill(f"两县数据未报 {HOSTILE}")
    form.get_by_label("研判人").fill("张三")
    form.get_by_role("button", name="登记研判").click()
    expect(form.locator(".said")).to_contain_text("请选择研判结论")
    form.get_by_label("研判结论").select_option(label="滞后")
    form.get_by_role("button", name="登记研判").click()
    expect(page.locator(".decided").first).to_contain_text("研判已登记")
    expect(card.locator("dd .chip")).to_have_text([re.compile("严重滞后"), re.compile("滞后")])
    expect(card).to_contain_text(HOSTILE)

    card.get_by_text("撤回研判").click()
    form = card.locator("[data-form=withdraw]")
    expect(form.get_by_label("研判人")).to_have_value("张三")
    form.get_by_label("理由").fill("数据已补报")
    form.get_by_role("button", name="撤回").click()
    expect(page.locator(".decided").first).to_contain_text("研判已撤回")
    expect(card.locator("dd .chip")).to_have_text([re.compile("严重滞后")])
    expect(card.locator("li")).to_contain_text(["数据已补报", "两县数据未报"])
    told = lines(clerk.project / "data" / "judgements.csv")
    assert [(line["action"], line["status"]) for line in told] == [
        ("add", "behind"), ("withdraw", "")
    ]  # fmt: skip
