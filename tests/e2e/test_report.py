"""The report page in a real browser: choose, make, see how far it is, have the file; stop it."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.dashboard.counties import counties
from tests.e2e.conftest import ROOT, Visit, served, visiting

pytestmark = pytest.mark.browser
WORD = "平凉市2022年度监测评估报告.docx"


def of_2022(page: Page) -> None:
    """Choose the year."""
    page.locator("main select[name=year]").select_option("2022")


def make(page: Page) -> Download:
    """Press the button and return the file that comes of it."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="生成报告").click()
    return coming.value


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The committed project in a folder of its own, where the reports come to lie."""
    project = tmp_path_factory.mktemp("own")
    shutil.copy(ROOT / "indicators.yaml", project)
    shutil.copytree(ROOT / "data", project / "data")
    with served(project, project / ".urban" / "urban.sqlite") as address:
        yield address


@pytest.fixture
def visit(known: BrowserContext, own: str) -> Iterator[Visit]:
    yield from visiting(known, own)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A city of 99 counties with a report each: a batch that takes some seconds."""
    folder = counties(tmp_path_factory.mktemp("large") / "project", 99)
    with served(folder.root, folder.database) as address:
        yield address


@pytest.fixture
def city(known: BrowserContext, large: str) -> Iterator[Visit]:
    yield from visiting(known, large)


def test_a_report_is_chosen_made_and_downloaded_under_its_chinese_name(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_role("navigation").get_by_role("link", name="报告").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("年度监测评估报告")
    expect(page.get_by_label("地区（代码或名称）")).to_have_value("620800 平凉市")
    expect(page.get_by_label("总体结论")).to_be_checked()
    of_2022(page)
    file = make(page)
    assert file.suggested_filename == WORD
    with zipfile.ZipFile(file.path()) as parts:
        assert "平凉市" in parts.read("word/document.xml").decode()
    expect(page.get_by_role("status")).to_have_text("已生成。")
    link = page.get_by_role("link", name=f"下载：{WORD}")
    expect(link).to_be_focused()
    expect(page.get_by_role("button", name="取消")).to_be_hidden()
    with page.expect_download() as again:
        link.click()
    assert Path(again.value.path()).read_bytes() == Path(file.path()).read_bytes()


def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(visit: Visit) -> None:
    page = visit.page
    visit.open("/report")
    page.get_by_label("地区（代码或名称）").fill("610000 陕西省")
    of_2022(page)
    page.get_by_label("Excel（.xlsx）").check()
    page.get_by_label("总体结论").uncheck()
    page.get_by_label(re.compile("含所辖地区")).check()
    for part in ("place=610000&year=2022&format=xlsx", "members=yes", "sections=progress%2C"):
        expect(page).to_have_url(re.compile(part))
    page.reload()
    expect(page.get_by_label("地区（代码或名称）")).to_have_value("610000 陕西省")
    expect(page.locator("main select[name=year]")).to_have_value("2022")
    expect(page.get_by_label("Excel（.xlsx）")).to_be_checked()
    expect(page.get_by_label("总体结论")).not_to_be_checked()
    expect(page.get_by_label("附表", exact=True)).to_be_checked()
    expect(page.get_by_label(re.compile("含所辖地区"))).to_be_checked()


def test_the_progress_of_a_batch_is_seen_in_words_and_on_a_bar(city: Visit) -> None:
    page = city.page
    city.open("/report?place=620800&year=2021&format=docx&members=yes")
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name="生成报告").click()
        status, bar = page.get_by_role("status"), page.get_by_role("progressbar", name="生成进度")
        expect(status).to_have_text(re.compile(r"^正在生成 甲\d+县（\d+/100）：Word$"))
        done, total = bar.evaluate("node => [node.value, node.max]")
        assert 0 < done < total == 100
        expect(page.get_by_role("button", name="生成报告")).to_be_disabled()
    file = coming.value
    assert file.suggested_filename == "平凉市及所辖地区2021年度监测评估报告（Word）.zip"
    with zipfile.ZipFile(file.path()) as pack:
        assert len(pack.namelist()) == 99 + 2
    expect(status).to_contain_text("已生成99个地区的报告；另有1个地区没有生成")
    expect(bar).to_be_hidden()


def test_a_batch_is_stopped(city: Visit) -> None:
    page = city.page
    city.open("/report?place=620800&year=2021&format=docx&members=yes")
    page.get_by_role("button", name="生成报告").click()
    expect(page.get_by_role("status")).to_contain_text("正在生成 甲")
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("status")).to_have_text("已取消，没有生成文件。")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    expect(page.get_by_role("link", name=re.compile("下载："))).to_be_hidden()
    expect(page.get_by_role("button", name="生成报告")).to_be_enabled()


def test_a_page_that_is_loaded_again_finds_its_report(city: Visit) -> None:
    page = city.page
    city.open("/report?place=620800&year=2021&format=docx&members=yes")
    page.get_by_role("button", name="生成报告").click()
    expect(page.get_by_role("status")).to_contain_text("正在生成 甲")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("正在生成 甲")
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("status")).to_have_text("已取消，没有生成文件。")


@pytest.mark.parametrize(
    ("place", "said"),
    [("没有市", "没有“没有市”这个地区"), ("", "请填写地区"), ("110000 北京市", "北京市"),
     ("<img src=x onerror=alert(1)>", "没有“<img src=x onerror=alert(1)>”这个地区")],
)  # fmt: skip
def test_a_refusal_is_a_sentence_beside_the_form(visit: Visit, place: str, said: str) -> None:
    page = visit.page
    visit.open("/report")
    page.get_by_label("地区（代码或名称）").fill(place)
    of_2022(page)
    page.get_by_role("button", name="生成报告").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text(said)
    expect(status).to_have_class(re.compile("text-bad"))
    expect(page.get_by_role("button", name="生成报告")).to_be_enabled()
    assert page.locator("main img[src=x]").count() == 0


def test_a_report_is_made_without_a_mouse(visit: Visit) -> None:
    page = visit.page
    visit.open("/report?year=2022")
    place = page.get_by_label("地区（代码或名称）")
    for _ in range(30):
        page.keyboard.press("Tab")
        if place.evaluate("node => node === document.activeElement"):
            break
    expect(place).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_label(re.compile("含所辖地区"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("总体结论")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("总体结论")).not_to_be_checked()
    page.keyboard.press("Space")
    for _ in range(9):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Word（.docx）")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Excel（.xlsx）")).to_be_checked()
    page.keyboard.press("Tab")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == WORD.replace(".docx", ".xlsx")


def test_the_page_is_there_in_english_and_narrow(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/report?year=2022&lang=en")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the report").click()
    assert coming.value.suggested_filename == WORD
    expect(page.get_by_role("status")).to_have_text("Done.")
    boxes = page.evaluate(
        "[...document.querySelectorAll('main label, main button, main select, main a')]"
        ".filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    )
    assert min(boxes) >= 24


@pytest.mark.parametrize("width", [1440, 390])
def test_no_box_stands_on_its_text(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    visit.open("/report")
    gaps = page.evaluate(
        "[...document.querySelectorAll('.choice')].map(label => "
        "label.querySelector('span').getBoundingClientRect().left"
        " - label.querySelector('input').getBoundingClientRect().right)"
    )
    assert len(gaps) == 14 and set(map(round, gaps)) == {8}
