"""Judgements and moves as the browser sends them: nothing is trusted, what is written is shown."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from dashboard import desk as desk_module
from dashboard.app import create_app
from dashboard.supervising import supervision_list
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from tests.dashboard.deciding import DAY, HOME, Site, lagging, site_on
from tests.dashboard.test_posts import done, told
from tests.decided import LEAD, OTHER, RATE, hukou
from tests.etl.steps.test_documents import kept

VERBS = ("judge", "withdraw", "move")


@pytest.fixture
def site(folder: Folder) -> Site:
    return site_on(lagging(folder))


def said(answer: TestResponse) -> str:
    """Return the message of an answer that went well and was brought to the board."""
    body = done(answer)
    assert set(body) == {"ok", "message"}
    return str(body["message"])


# ---- what a decision does ----


def test_a_judgement_is_written_with_the_day_of_the_server_and_shown_at_once(site: Site) -> None:
    assert said(site.judge(until="2026-12-31")) == "研判已登记。监测结果已更新为第2版。"
    (line,) = read_project(site.folder).judgements
    assert (line.action, line.status, line.reason, line.who) == (
        "add", "on_track", "两县数据未报", "张三"
    )  # fmt: skip
    assert (line.decided_on, line.until, line.about) == (DAY, "2026-12-31", RATE)
    with site.board() as board:
        assert board.decisions.judgements_in_force(DAY) == {site.target_id: line}
        row = board.row(site.target_id)
    assert row is not None and row.status == "behind"


def test_a_judgement_is_withdrawn_and_both_lines_stay(site: Site) -> None:
    said(site.judge())
    assert said(site.withdraw()) == "研判已撤回。监测结果已更新为第3版。"
    lines = read_project(site.folder).judgements
    assert [(line.action, line.status, line.until) for line in lines] == [
        ("add", "on_track", ""), ("withdraw", "", "")
    ]  # fmt: skip
    with site.board() as board:
        assert board.decisions.judgements_in_force(DAY) == {}


def test_a_withdrawal_holds_neither_status_nor_end_whatever_is_sent_along(site: Site) -> None:
    said(site.judge())
    said(site.withdraw(status="missed", until="2026-12-31"))
    assert read_project(site.folder).judgements[-1].status == ""


def test_a_move_is_written_and_shown_at_once(site: Site) -> None:
    assert said(site.move()) == "“市发展改革委”的事项已转为整改中。监测结果已更新为第2版。"
    (line,) = read_project(site.folder).supervision
    assert (line.state, line.measures, line.due, line.who, line.moved_on) == (
        "rectifying", "按月调度", "2026-12-31", "李四", DAY
    )  # fmt: skip
    with site.board() as board:
        states = {
            one.item.department: one.item.state for one in supervision_list(board, DAY).entries
        }
    assert states == {LEAD: "rectifying", OTHER: "open"}


def test_measures_that_are_not_sent_stay_and_a_date_that_is_sent_empty_goes(site: Site) -> None:
    said(site.move())
    fields = {"target_id": site.target_id, "department": LEAD, "who": "李四", "due": ""}
    said(site.send("move", **fields, state="pending_closure"))
    line = read_project(site.folder).supervision[-1]
    assert (line.state, line.measures, line.due) == ("pending_closure", "按月调度", "")


def test_an_item_of_nobody_is_moved_under_no_name_or_the_words_for_it(site: Site) -> None:
    said(site.judge(target_id=hukou(site.desk.project()).target_id, status="missed"))
    target_id = hukou(site.desk.project()).target_id
    assert "“未明确责任单位”的事项" in said(site.move(target_id=target_id, department=""))
    moved = site.move(
        target_id=target_id, department="No department named", state="pending_closure", lang="en"
    )
    assert "The item of No department named is now: To be closed." in said(moved)
    assert {line.department for line in read_project(site.folder).supervision} == {""}


def test_what_is_typed_on_several_lines_is_kept_on_one(site: Site) -> None:
    said(site.judge(reason="第一行\r\n第二行\t<script>alert(1)</script>\x00"))
    (line,) = read_project(site.folder).judgements
    assert line.reason == "第一行 第二行 <script>alert(1)</script>"


# ---- refusals ----


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": ""}, "研判结论：请选择研判结论。"),
        ({"status": "滞后"}, "研判结论：“滞后”不可用"),
        ({"reason": " \n "}, "理由：不能为空"),
        ({"reason": "字" * 501}, "理由：有501字，不超过500字"),
        ({"reason": "=HYPERLINK(1)"}, "理由：不能以=、+、-、@开头"),
        ({"who": ""}, "研判人：不能为空"),
        ({"who": "@张三"}, "研判人：不能以=、+、-、@开头"),
        ({"until": "明年"}, "有效期至（可不填）：“明年”不是日期"),
        ({"until": "2026-06-30"}, "早于研判日期2026-07-01"),
        ({"target_id": "x"}, "目标编号：“x”不是目标编号"),
        ({"target_id": "0123456789ab"}, "没有编号为“0123456789ab”的目标"),
    ],
    ids=lambda part: str(part)[:30],
)
def test_a_judgement_that_cannot_be_is_refused_in_a_sentence(
    site: Site, fields: dict[str, str], sentence: str
) -> None:
    before = kept(site.folder)
    assert sentence in told(site.judge(**fields))
    assert kept(site.folder) == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": ""}, "督办状态：不能为空"),
        ({"state": "done"}, "督办状态：“done”不可用"),
        ({"measures": ""}, "整改措施：转为“整改中”要写明整改措施"),
        ({"state": "closed"}, "办理情况（销号时写明依据）：转为“已销号”要写明销号的依据"),
        ({"due": "12月"}, "完成时限：“12月”不是日期"),
        ({"who": ""}, "经办人：不能为空"),
        ({"department": "市水务局"}, "责任单位：“市水务局”不是这个目标的责任单位"),
        ({"note": "+1"}, "办理情况（销号时写明依据）：不能以"),
        ({"state": "open", "measures": "", "due": ""}, "都没有变"),
    ],
    ids=lambda part: str(part)[:30],
)
def test_a_move_that_cannot_be_is_refused_in_a_sentence(
    site: Site, fields: dict[str, str], sentence: str
) -> None:
    before = kept(site.folder)
    assert sentence in told(site.move(**fields))
    assert kept(site.folder) == before


def test_every_field_that_is_wrong_is_told_at_once(site: Site) -> None:
    message = told(site.send("judge"))
    for label in ("目标编号：", "研判结论：", "理由：", "研判人："):
        assert label in message


def test_what_was_never_judged_is_not_withdrawn(site: Site) -> None:
    before = kept(site.folder)
    assert "无须撤回" in told(site.withdraw())
    assert kept(site.folder) == before


# ---- where the load fails ----


@pytest.mark.parametrize("verb", ["judge", "move"])
def test_a_decision_stays_written_where_the_board_cannot_be_brought_up_to_date(
    site: Site, verb: str
) -> None:
    path = site.break_a_table()
    body = done(getattr(site, verb)())
    message = str(body["message"])
    assert body["loaded"] is False
    assert "本次登记不要重复" in message and "更新监测结果" in message
    assert path.name in message and "第3行" in message and "很多" in message
    project = inspect_project(site.folder)[0]
    assert len(project.judgements) + len(project.supervision) == 1
    with site.board() as board:
        assert board.release.id == 1


def test_nothing_is_recorded_while_the_files_it_hangs_on_are_broken(site: Site) -> None:
    site.folder.places.write_text("place_id\n", encoding="utf-8")
    before = kept(site.folder)
    for answer in (site.judge(target_id="0123456789ab"), site.withdraw(target_id="0123456789ab")):
        message = told(answer)
        assert message.startswith("没有登记：项目文件有错误，请先改正。\n")
        assert "places.csv" in message
    assert kept(site.folder) == before


def test_a_long_list_of_errors_is_cut(site: Site) -> None:
    path = site.break_a_table()
    text = path.read_text(encoding="utf-8")
    line = text.splitlines()[-1]
    path.write_text(text + f"{line}\n" * 8, encoding="utf-8")
    message = str(done(site.judge())["message"])
    assert message.count("pingliang.csv") == 3 and "另有" in message and "urban check" in message


def test_decisions_of_several_clerks_at_once_all_stand_and_are_all_shown(site: Site) -> None:
    departments = {LEAD: "rectifying", OTHER: "pending_closure"}
    target_id = site.target_id

    def record(number: int) -> TestResponse:
        department = list(departments)[number % 2]
        return site_on(site.folder).move(
            target_id=target_id, department=department, state=departments[department],
            measures=f"措施{number}", due="",
        )  # fmt: skip

    with ThreadPoolExecutor(6) as several:
        answers = list(several.map(record, range(6)))
    assert all("监测结果已更新" in said(answer) for answer in answers)
    with site.board() as board:
        log = board.decisions.supervision_log()
    assert {move.measures for move in log} == {f"措施{number}" for number in range(6)}


def test_a_load_that_does_not_end_is_told_and_the_decision_stays(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "_TURN", 0.0)
    with FileLock(f"{site.folder.database}.lock"):
        body = done(site.judge())
    assert body["loaded"] is False and "另一次装载正在进行" in str(body["message"])
    assert len(read_project(site.folder).judgements) == 1


# ---- who may post, and how much ----


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "http://localhost.evil.example", "//localhost"],
)
def test_a_decision_that_does_not_come_from_our_own_page_is_refused(
    site: Site, verb: str, origin: str | None
) -> None:
    before = kept(site.folder)
    answer = site.send(verb, origin=origin, target_id=site.target_id, who="x", reason="y")
    assert answer.status_code == 403
    assert kept(site.folder) == before


@pytest.mark.parametrize("verb", VERBS)
def test_an_address_of_decisions_shows_nothing_and_has_a_limit(site: Site, verb: str) -> None:
    before = kept(site.folder)
    for call in (site.client.get, site.client.put, site.client.delete):
        assert call(f"/decisions/{verb}", headers={"Origin": HOME}).status_code in (404, 405)
    assert site.send(verb, reason="x" * 1_000_001).status_code == 413
    many = {f"field{number}": "x" for number in range(1_100)}
    assert site.send(verb, **many).status_code in (400, 413)
    assert kept(site.folder) == before


@pytest.mark.parametrize("verb", ["", "nothing", "judge/x", "../load"])
def test_a_decision_to_any_other_address_is_refused(site: Site, verb: str) -> None:
    assert site.send(verb).status_code in (403, 404, 405)


@pytest.mark.parametrize("verb", VERBS)
def test_a_desk_that_is_read_only_takes_no_decision(site: Site, verb: str) -> None:
    reading, before = site_on(site.folder, writable=False), kept(site.folder)
    answer = reading.judge() if verb == "judge" else getattr(reading, verb)()
    assert answer.status_code == 403 and "只读" in answer.get_json()["message"]
    assert kept(site.folder) == before


def test_without_a_desk_no_decision_is_taken(site: Site) -> None:
    client = create_app(site.boards).server.test_client()
    for verb in VERBS:
        assert client.post(f"/decisions/{verb}", headers={"Origin": HOME}).status_code == 405


# ---- the law: no field whatever is a 500, and a refusal leaves no trace ----

FIELDS = ("target_id", "department", "status", "state", "reason", "measures", "note", "who", "due",
          "until", "action", "decided_on", "moved_on", "about", "lang")  # fmt: skip
WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "2026-12-31", "0001-01-01", "closed", "open", "missed", LEAD, "x" * 3_000,
                     '"', "a,b\nc", "\u202e", "=1", "en", "0123456789ab"]),
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(VERBS), st.dictionaries(st.sampled_from(FIELDS), WILD))
def test_no_field_of_a_decision_whatever_breaks_the_project(
    site: Site, verb: str, fields: dict[str, str]
) -> None:
    before = kept(site.folder)
    answer = getattr(site, verb)(**fields)
    assert answer.status_code == 200
    if not answer.get_json()["ok"]:
        assert kept(site.folder) == before
    assert [one for one in inspect_project(site.folder)[1] if one.severity == "error"] == []
