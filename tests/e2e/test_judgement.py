"""One judgement from the overview to its closing, in a real browser, as the audit will see it."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
SHEET = "**/calculation/*"


def fill(page: Page, form: str, **fields: str) -> None:
    """Fill in the fields of a form and send it."""
    for name, value in fields.items():
        control = page.locator(f"[data-form={form}] [name={name}]")
        if control.evaluate("field => field.matches('select')"):
            control.select_option(value)
        else:
            control.fill(value)
    page.locator(f"[data-form={form}] [type=submit]").click()


def test_a_number_is_followed_from_the_overview_to_the_closing_of_its_item(clerk: Visit) -> None:
    page = clerk.page
    # 总览 → 落后最多的一格
    clerk.open("/")
    page.locator(".ranked li a").first.click()
    page.wait_for_url(SHEET)
    heading = page.locator("main h1")
    expect(heading).to_contain_text("平凉市")
    expect(heading).to_contain_text("常住人口城镇化率")
    sheet = page.url

    # 计算表：(49.5 − 44.77) ÷ (55 − 44.77) = 46.24%，序时进度80%，相差−33.76
    main = page.locator("main")
    expect(main).to_contain_text("(49.5 − 44.77) ÷ (55 − 44.77) × 100")
    expect(main).to_contain_text("46.24%")
    expect(main).to_contain_text("-33.76个百分点")

    # 规则对照：六种规则，几种一致
    rules = page.get_by_role("table", name="规则对照")
    expect(rules.locator("tbody tr")).to_have_count(6)
    expect(main).to_contain_text("6种规则中6种判定为落后")

    # 人工研判：与计算结果并列
    fill(
        page, "judge", status="behind", who="李四", until="2027-06-30",
        reason="2025年公报尚未发布，按月度数据判断差距在缩小。",
    )  # fmt: skip
    expect(main).to_contain_text("按月度数据判断差距在缩小")
    expect(main.locator(".finding")).to_contain_text("严重滞后")
    judged = main.locator(".pair")
    expect(judged).to_contain_text("严重滞后")
    expect(judged).to_contain_text("李四")

    # 督办：这一行在，带研判
    page.get_by_role("link", name="督办", exact=True).click()
    page.wait_for_selector("[data-area=supervision]")
    row = page.locator("[data-area=supervision] tbody tr", has_text="2025").first
    expect(row).to_contain_text("平凉市")
    expect(row).to_contain_text("待督办")
    expect(row.locator(".chip", has_text="滞后").last).to_be_visible()
    row.locator("a.opener").click()
    fill(page, "move", state="closed", who="王五", note="")
    expect(page.locator("[data-form=move] .said")).to_contain_text("办理情况")
    fill(page, "move", state="closed", who="王五", note="2025年公报已发布，转入新一轮监测。")
    expect(page.locator("[data-slot=decided]")).to_contain_text("已销号")
    expect(page.locator("a.opener", has_text="2025")).to_have_count(0)
    clerk.open("/supervision?state=closed")
    expect(page.locator("[data-area=supervision] tbody")).to_contain_text("已销号")

    # 操作记录：两件事都在
    clerk.open("/data")
    audit = page.locator("#audit")
    expect(audit.locator("tr", has_text="李四")).to_contain_text("按月度数据判断差距在缩小")
    expect(audit.locator("tr", has_text="王五")).to_contain_text("转入新一轮监测")
    # 文件里也在，只追加
    assert "李四" in (clerk.project / "data/judgements.csv").read_text(encoding="utf-8")
    assert "王五" in (clerk.project / "data/supervision.csv").read_text(encoding="utf-8")
    page.goto(sheet)
    expect(page.locator("main")).to_contain_text("李四")


def test_a_judgement_alone_puts_a_target_on_the_list_and_its_withdrawal_takes_it_off(
    clerk: Visit,
) -> None:
    page = clerk.page
    clerk.open("/place/610000")
    page.locator("tr", has_text="保障性租赁住房").get_by_role("link", name="计算表").click()
    page.wait_for_url(SHEET)
    sheet = page.url
    expect(page.locator("main .finding")).to_contain_text("基本符合预期")
    fill(page, "judge", status="behind", who="李四", reason="第四季度没有新开项目。")
    expect(page.locator("main .pair")).to_contain_text("第四季度没有新开项目")
    expect(page.locator("main .finding")).to_contain_text("基本符合预期")
    clerk.open("/supervision")
    items = page.locator("a.opener", has_text="保障性租赁住房")
    assert items.count() > 0
    page.goto(sheet)
    page.get_by_text("撤回研判").first.click()
    fill(page, "withdraw", who="李四", reason="已补报。")
    expect(page.locator("main")).to_contain_text("没有有效的研判")
    expect(page.locator("main")).to_contain_text("已补报")
    clerk.open("/supervision")
    expect(page.locator("a.opener", has_text="保障性租赁住房")).to_have_count(0)


def test_another_day_shows_what_was_known_then_and_every_link_stays_there(visit: Visit) -> None:
    page = visit.page
    visit.open("/indicator/urbanization_rate?place=620800")
    expect(page.locator(".finding").first).to_contain_text("严重滞后")
    page.locator(".as-of input[name=as_of]").fill("2023-12-31")
    page.locator(".as-of button").click()
    page.wait_for_url("**as_of=2023-12-31**")
    # 那天最新的是2022年的46.79：落后20.3个百分点
    expect(page.locator(".as-of-note")).to_contain_text("2023-12-31")
    expect(page.locator("main")).to_contain_text("比序时进度40%落后20.3个百分点")
    page.locator(".crumbs a", has_text="平凉市").click()
    page.wait_for_url("**/place/620800?as_of=2023-12-31")
    expect(page.locator("main h1")).to_contain_text("620800")
    expect(page.locator("main")).to_contain_text("落后20.3个百分点")
    page.locator(".as-of-note a").click()
    page.wait_for_url("**/place/620800")
    expect(page.locator("main")).to_contain_text("落后33.8个百分点")
