"""The supervision list as a page: what is listed, narrowed by the address, opened and moved."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dashboard.board import Board
from dashboard.narrowing import Narrowed, narrowed
from dashboard.pages import supervision
from dashboard.pages.supervision import layout
from etl.project.folder import Folder
from tests.dashboard.deciding import DAY, NOW, Site, drawn, lagging, site_on, text_of, those
from tests.dashboard.test_judging import written
from tests.decided import LEAD, OTHER, hukou, judged, reworded

NOBODY = "未明确责任单位"


@pytest.fixture
def site(folder: Folder) -> Site:
    """Two departments answer for a rate that lags; a judgement puts an item of nobody on the list."""
    found = site_on(lagging(folder))
    written(found, judged(hukou(found.desk.project()).target_id, "missed"))
    return found


def page(site: Site, lang: str = "zh", **query: str) -> Any:
    """Return the drawn page for the fields of an address."""
    with site.boards.open(None, DAY) as board:
        return drawn(layout(board, site.desk, query, lang))


def openers(part: Any) -> list[dict[str, Any]]:
    return list(those(part, "className", "opener"))


def departments(part: Any) -> list[str]:
    """Return whose items are listed, in their order."""
    return [json.loads(one["data-item"])["answers"] for one in openers(part)]


def seen(site: Site, **query: str) -> Narrowed:
    with site.boards.open(None, DAY) as board:
        return narrowed(board, query)


# ---- what is listed ----


def test_the_list_stands_by_department_with_nobody_last(site: Site) -> None:
    found = page(site)
    assert departments(found) == [OTHER, LEAD, NOBODY]
    heads = [text_of(one["children"]) for one in those(found, "scope", "rowgroup")]
    assert heads == [f"{OTHER} 1项", f"{LEAD} 1项", f"{NOBODY} 1项"]
    assert (
        "共3项，涉及2个责任单位：待督办3项，整改中0项，待销号0项，已销号0项；逾期0项。"
        in text_of(found)
    )


def test_a_line_says_target_actual_gap_status_judgement_state_and_why(site: Site) -> None:
    assert site.move(due="2026-06-30").get_json()["ok"]
    text = text_of(page(site, department=LEAD))
    for said in ("平凉市", "常住人口城镇化率（2025）", "55%", "45.6%（2021）", "−11.9", "▽滞后", "◇整改中",
                 "2026-06-30 已逾期", "按月调度", "计算结果"):  # fmt: skip
        assert said in text, said
    text = text_of(page(site, department=NOBODY))
    for said in ("户籍人口城镇化率（2025）", "45%", "◇无法评估", "×未实现", "○待督办", "人工研判"):
        assert said in text, said
    for never in ("None", "nan", "inf"):
        assert never not in text


def test_what_has_recovered_says_that_it_may_be_closed(site: Site) -> None:
    assert site.move().get_json()["ok"]
    (site.folder.observations / "revision.csv").unlink()
    assert site.desk.load(NOW)
    assert "已不落后，可办理销号" in text_of(page(site))


def test_without_anything_behind_the_page_is_a_sentence(folder: Folder) -> None:
    found = site_on(lagging(folder))
    (folder.observations / "revision.csv").unlink()
    found.desk.load(NOW)
    drawn_page = page(found)
    assert "没有需要督办的事项" in text_of(drawn_page)
    assert not list(those(drawn_page, "scope", "rowgroup"))


def test_a_filter_that_nothing_fits_is_a_sentence_with_a_way_back(site: Site) -> None:
    found = page(site, state="closed")
    assert "没有符合筛选条件的事项" in text_of(found)
    assert list(those(found, "href", "/supervision?state=all"))


def test_a_long_list_is_cut_and_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "_MOST_LISTED", 2)
    found = page(site)
    assert departments(found) == [OTHER, LEAD]
    assert "共3项，这里列出前2项" in text_of(found)


# ---- filters ----


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ({}, [OTHER, LEAD, NOBODY]),
        ({"department": LEAD}, [LEAD]),
        ({"department": NOBODY}, [NOBODY]),
        ({"department": "No department named"}, [NOBODY]),
        ({"department": "市水务局"}, []),
        ({"state": "rectifying"}, [LEAD]),
        ({"state": "open"}, [OTHER, NOBODY]),
        ({"state": "done"}, [OTHER, LEAD, NOBODY]),
        ({"place": "620800"}, [OTHER, LEAD, NOBODY]),
        ({"place": "620000"}, []),
        ({"nature": "binding"}, []),
        ({"nature": "expected"}, [OTHER, LEAD, NOBODY]),
        ({"because": "computed"}, [OTHER, LEAD]),
        ({"because": "judged"}, [NOBODY]),
        ({"overdue": "yes"}, [LEAD]),
        ({"overdue": "no"}, [OTHER, LEAD, NOBODY]),
        ({"department": LEAD, "state": "open"}, []),
    ],
    ids=str,
)  # fmt: skip
def test_the_address_narrows_the_list(
    site: Site, query: Mapping[str, str], listed: list[str]
) -> None:
    assert site.move(due="2026-06-30").get_json()["ok"]
    found = seen(site, **query)
    assert [entry.item.department_word() for entry in found.entries] == listed


def test_what_is_both_computed_and_judged_fits_either(site: Site) -> None:
    written(site, judged(site.target_id, "far_behind"))
    for because in ("computed", "judged"):
        assert {one.item.because for one in seen(site, because=because).entries} >= {"both"}


def test_closed_items_are_shown_only_where_they_are_asked_for(site: Site) -> None:
    assert site.move(state="closed", note="已达序时进度").get_json()["ok"]
    assert departments(page(site)) == [OTHER, NOBODY]
    assert departments(page(site, state="closed")) == [LEAD]
    assert departments(page(site, state="all")) == [OTHER, LEAD, NOBODY]


def test_states_are_counted_whatever_state_is_shown(site: Site) -> None:
    assert site.move().get_json()["ok"]
    for state in ("", "open", "closed", "all"):
        assert seen(site, state=state).counts == {"open": 2, "rectifying": 1}
    assert seen(site, department=LEAD, state="open").counts == {"rectifying": 1}


def test_the_form_of_the_filters_holds_what_the_address_asks_for(site: Site) -> None:
    found = page(site, "en", department="市水务局", state="rectifying", because="judged")
    chosen = {}
    for name in ("state", "department", "place", "nature", "because", "overdue"):
        (control,) = [one for one in those(found, "name", name) if "children" in one][:1]
        (option,) = [one["props"] for one in control["children"] if one["props"]["selected"]]
        chosen[name] = option["value"]
    assert chosen == {
        "state": "rectifying", "department": "市水务局", "place": "", "nature": "", "because": "judged",
        "overdue": "",
    }  # fmt: skip
    assert [one["value"] for one in those(found, "name", "lang")] == ["en"]


def test_the_file_is_asked_for_with_the_same_filters(site: Site) -> None:
    found = page(site, department=NOBODY, state="all")
    (export,) = [one for one in those(found, "href") if "xlsx" in one["href"]]
    address = export["href"]
    assert address.startswith("/export/supervision.xlsx?") and "state=all" in address
    assert site.client.get(address).status_code == 200


# ---- the panel of an item ----


def item_of(part: Any, department: str) -> dict[str, Any]:
    (found,) = [
        told
        for one in openers(part)
        if (told := json.loads(one["data-item"]))["answers"] == department
    ]
    return found


def test_an_item_carries_what_its_panel_shows(site: Site) -> None:
    assert site.move(due="2026-12-31").get_json()["ok"]
    assert site.move(state="pending_closure", note="已完成登记").get_json()["ok"]
    told = item_of(page(site), LEAD)
    assert (told["department"], told["state"], told["measures"], told["due"]) == (
        LEAD, "pending_closure", "按月调度", "2026-12-31"
    )  # fmt: skip
    assert told["title"] == "平凉市　常住人口城镇化率（2025）　55%"
    assert told["sheet"] == f"/calculation/{site.target_id}"
    assert told["history"] == [
        [f"{DAY}　待销号　李四", "已完成登记", "整改措施：按月调度", "完成时限 2026-12-31"],
        [f"{DAY}　整改中　李四", "整改措施：按月调度", "完成时限 2026-12-31"],
    ]
    judged_item = item_of(page(site), NOBODY)
    assert judged_item["department"] == "" and "未实现，两县数据未报" in judged_item["judged"]


def test_every_item_has_an_address_of_its_own(site: Site) -> None:
    addresses = [one["href"] for one in openers(page(site, state="all"))]
    assert len(set(addresses)) == 3 and all(one.startswith("#i-") for one in addresses)


def test_the_form_offers_the_four_states_by_their_keys(site: Site) -> None:
    (form,) = those(page(site), "data-form", "move")
    (select,) = those(form["children"], "name", "state")
    assert [(one["props"]["value"], one["props"]["children"]) for one in select["children"]] == [
        ("open", "1 待督办"), ("rectifying", "2 整改中"), ("pending_closure", "3 待销号"),
        ("closed", "4 已销号"),
    ]  # fmt: skip


def test_a_page_that_is_read_only_shows_everything_but_the_form(site: Site) -> None:
    reading = page(site_on(site.folder, writable=False))
    assert not list(those(reading, "data-form")) and "只读" in text_of(reading)
    assert departments(reading) == [OTHER, LEAD, NOBODY]


def test_as_of_a_day_nothing_is_moved(site: Site) -> None:
    text = site.layout("/supervision?as_of=2026-04-01")
    assert '"data-form"' not in text and "请先回到今天" in text


def test_what_is_left_over_is_listed_folded_with_all_that_was_done(site: Site) -> None:
    assert site.move().get_json()["ok"]
    assert site.move(state="pending_closure").get_json()["ok"]
    reworded(site.folder, "达到55%", "达到56%")
    site.desk.load(NOW)
    found = page(site)
    text = text_of(found)
    assert (
        "目标已变动、尚未销号的事项（1项）" in text and "平凉市 常住人口城镇化率 2025年 55%" in text
    )
    told = [json.loads(one["data-item"]) for one in openers(found)]
    (left,) = [one for one in told if one["target_id"] == site.target_id]
    assert (left["department"], left["state"], len(left["history"])) == (LEAD, "pending_closure", 2)
    refused = site.move(state="rectifying").get_json()
    assert not refused["ok"] and "只能转为已销号" in refused["message"]
    assert site.move(state="closed", note="目标已改").get_json()["ok"]
    assert "尚未销号的事项" not in text_of(page(site))


# ---- what is written by others is never markup ----


def test_hostile_words_are_only_ever_text(site: Site) -> None:
    hostile = "<script>alert(1)</script>"
    assert site.move(measures=hostile, note=hostile, who="<b>李四</b>").get_json()["ok"]
    found = page(site, department=f"</select>{hostile}", place=hostile, state="all")
    assert hostile in text_of(page(site))
    assert f"</select>{hostile}" in text_of(found)
    answer = site.client.get("/supervision", query_string={"department": hostile})
    assert answer.status_code == 200 and hostile not in answer.text


@pytest.mark.parametrize("value", ["", "x" * 3_000, "\x00", "a&b=c", "💥", "%", "..", "1e9", "-1"])
def test_no_field_of_the_address_whatever_breaks_the_page(site: Site, value: str) -> None:
    query = dict.fromkeys(("department", "state", "place", "nature", "because", "overdue"), value)
    assert "督办清单" in text_of(page(site, **query))


def test_the_page_is_whole_in_english(site: Site) -> None:
    text = text_of(page(site, "en"))
    assert "3 items, 2 departments answer" in text and "No department named" in text
    for chinese in ("督办", "整改", "销号", "责任单位", "逾期"):
        assert chinese not in text


def test_narrowing_says_in_words_what_is_shown(site: Site) -> None:
    found = seen(site, department=LEAD, place="620800", nature="expected", because="judged",
                 overdue="yes", state="all")  # fmt: skip
    assert found.narrowing.words(found.whole) == (
        f"全部状态、{LEAD}、平凉市、预期性、因人工研判列入、已逾期"
    )
    assert seen(site).narrowing.words(found.whole) == "未销号"
    changed = replace(found.narrowing, state="")
    assert changed.query(department="") == {
        "place": "620800", "nature": "expected", "because": "judged", "overdue": "yes"
    }  # fmt: skip


def test_departments_are_counted_without_nobody(site: Site) -> None:
    assert seen(site).departments == 2
    assert seen(site, department=NOBODY).departments == 0


def test_the_starter_project_has_a_page(board: Board) -> None:
    text = text_of(drawn(layout(board, None, {}, "zh")))
    assert "平凉市" in text and "▼严重滞后" in text and "None" not in text
