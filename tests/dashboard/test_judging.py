"""The card of human judgement: beside the computed status, never instead of it."""

from typing import Any

import pytest

from dashboard.judging import judgement_panel
from etl.domain.asof import AsOf
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.judge import judge
from tests.dashboard.deciding import DAY, NOW, Site, drawn, lagging, site_on, text_of, those
from tests.decided import judged, withdrawn


@pytest.fixture
def site(folder: Folder) -> Site:
    return site_on(lagging(folder))


def panel(site: Site, lang: str = "zh", *, day: str = DAY, as_of: AsOf | None = None) -> Any:
    """Return the drawn card of the rate of 2025."""
    with site.boards.open(as_of, day) as board:
        row = board.row(site.target_id)
        assert row is not None
        return drawn(judgement_panel(board, row, site.desk, lang))


def forms(card: Any) -> list[str]:
    return [found["data-form"] for found in those(card, "data-form")]


def statuses(card: Any) -> list[str]:
    """Return the words of the chips in the order of the card."""
    chips = [one for one in those(card, "className") if str(one["className"]).startswith("chip")]
    return [text_of(one["children"]) for one in chips]


def written(site: Site, *lines: Any) -> None:
    for line in lines:
        judge(read_project(site.folder), line)
    site.desk.load(NOW)


def test_without_a_judgement_the_card_says_so_and_takes_one(site: Site) -> None:
    card = panel(site)
    text = text_of(card)
    assert statuses(card) == ["▽滞后"]
    assert "没有有效的研判。" in text and "研判不改变计算结果" in text
    assert "研判记录" not in text and forms(card) == ["judge"]


def test_a_judgement_in_force_stands_beside_the_computed_status(site: Site) -> None:
    written(site, judged(site.target_id, "on_track", until="2026-12-31"))
    card = panel(site)
    text = text_of(card)
    assert statuses(card) == ["▽滞后", "◆基本符合预期", "◆基本符合预期"]
    assert "比序时进度20%落后11.9个百分点" in text
    assert "两县数据未报" in text and "张三 2026-03-01，有效期至2026-12-31" in text
    assert forms(card) == ["judge", "withdraw"]


def test_the_history_keeps_what_was_withdrawn_the_newest_first(site: Site) -> None:
    key = site.target_id
    again = judged(key, "missed", reason="复核", decided_on="2026-05-01")
    written(site, judged(key, "on_track"), withdrawn(key), again)
    card = panel(site)
    assert statuses(card) == ["▽滞后", "×未实现", "×未实现", "撤回", "◆基本符合预期"]
    written(site, withdrawn(key, decided_on="2026-06-01"))
    card = panel(site)
    assert statuses(card) == ["▽滞后", "撤回", "×未实现", "撤回", "◆基本符合预期"]
    assert "没有有效的研判。" in text_of(card) and forms(card) == ["judge"]


def test_a_judgement_that_is_over_is_history_and_can_be_withdrawn(site: Site) -> None:
    written(site, judged(site.target_id, "on_track", until="2026-06-30"))
    card = panel(site)
    assert statuses(card) == ["▽滞后", "◆基本符合预期"] and forms(card) == ["judge", "withdraw"]
    assert statuses(panel(site, day="2026-06-30"))[1:] == ["◆基本符合预期"] * 2


def test_as_of_a_day_only_what_was_decided_by_then_is_shown_and_nothing_is_taken(
    site: Site,
) -> None:
    written(site, judged(site.target_id), withdrawn(site.target_id))
    card = panel(site, as_of=AsOf(known_on=20260315))
    assert "撤回" not in statuses(card) and len(statuses(card)) == 3
    assert forms(card) == [] and "请先回到今天" in text_of(card)
    assert statuses(panel(site, as_of=AsOf(known_on=20260228)))[1:] == []


def test_a_card_that_is_read_only_has_no_form_and_says_so(site: Site) -> None:
    card = panel(site_on(site.folder, writable=False))
    assert forms(card) == [] and "只读" in text_of(card)


def test_without_a_desk_the_card_shows_and_takes_nothing(site: Site) -> None:
    written(site, judged(site.target_id))
    with site.board() as board:
        row = board.row(site.target_id)
        assert row is not None
        card = drawn(judgement_panel(board, row, None, "zh"))
    assert forms(card) == [] and "两县数据未报" in text_of(card) and "只读" not in text_of(card)


def test_no_status_is_chosen_beforehand(site: Site) -> None:
    (select,) = those(panel(site), "name", "status")
    options = [one["props"] for one in select["children"]]
    assert options[0] == {"children": "请选择", "value": "", "selected": True}
    assert [one["children"] for one in options[1:]] == [
        "已实现", "快于预期", "基本符合预期", "滞后", "严重滞后", "逆向变化", "未实现", "未到节点", "无法评估",
    ]  # fmt: skip


def test_hostile_words_are_only_ever_text(site: Site) -> None:
    hostile = "</script><script>alert(1)</script> ![x](http://evil.example)"
    written(site, judged(site.target_id, reason=hostile, who="<b>张三</b>"))
    text = text_of(panel(site))
    assert hostile in text and "<b>张三</b> 2026-03-01" in text


def test_the_card_is_whole_in_english(site: Site) -> None:
    written(site, judged(site.target_id, "missed"))
    text = text_of(panel(site, "en"))
    assert "never changes it" in text and "Missed" in text and "Record a judgement" in text
    for chinese in ("研判", "撤回", "理由", "滞后"):
        assert chinese not in text
