"""From a document to a target: extracted, reviewed by a person, and nothing else is a target."""

import csv
import shutil
from pathlib import Path

import pytest

from etl.domain.records import Review, Statement
from etl.errors import InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.project.reviews import COLUMNS
from etl.steps.extract import extract_project
from etl.steps.init import init_project
from etl.steps.review import amended, decide, find_statement, pending
from tests.etl.project.test_documents import DESCRIPTION

TEXT = (
    "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到55%。\n\n"
    "到2025年，全市百人大会次数达到3个。\n"
)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project of Pingliang with one document, as `urban init` and `urban extract` leave it."""
    root = tmp_path_factory.mktemp("init") / "new"
    init_project(root, "620800")
    path = Folder(root).document("plan")
    path.parent.mkdir()
    path.write_text(DESCRIPTION, encoding="utf-8")
    (path.parent / "text.md").write_text(TEXT, encoding="utf-8")
    assert extract_project(Folder(root)) == {"plan": 3}
    return root


@pytest.fixture
def project(extracted: Path, tmp_path: Path) -> Project:
    shutil.copytree(extracted, tmp_path / "project")
    return read_project(Folder(tmp_path / "project"))


def decision(project: Project, stated: float, kind: str = "accept", **changed: object) -> Review:
    (found,) = [one for one in project.statements.values() if one.value == stated]
    return Review("plan", found.statement_id, kind, "张三", "2026-01-01", **changed)  # type: ignore[arg-type]


def again(project: Project) -> Project:
    return read_project(project.folder)


def test_before_any_review_everything_is_pending_and_nothing_a_target(project: Project) -> None:
    assert [one.value for one in pending(project)] == [44.77, 55.0, 3.0]
    assert project.targets == ()


def test_accepted_statements_become_a_target_with_its_base(project: Project) -> None:
    decide(project, [decision(project, 55.0), decision(project, 44.77)])
    after = again(project)
    (target,) = after.targets
    assert (target.value, target.year, target.base, target.base_year) == (55.0, 2025, 44.77, 2020)
    assert [one.value for one in pending(after)] == [3.0]


def test_a_rejected_statement_is_no_longer_pending_and_no_target(project: Project) -> None:
    decide(project, [decision(project, 55.0, "reject", note="口号")])
    after = again(project)
    assert after.targets == () and 55.0 not in [one.value for one in pending(after)]


def test_an_amended_value_is_the_target(project: Project) -> None:
    decide(project, [decision(project, 55.0, "amend", value=55.5)])
    assert [target.value for target in again(project).targets] == [55.5]


def test_an_unregistered_indicator_is_refused_and_nothing_written(project: Project) -> None:
    with pytest.raises(InputRefused, match="不是登记的指标；请改选指标"):
        decide(project, [decision(project, 55.0), decision(project, 3.0)])
    assert not project.folder.reviews("plan").exists()
    assert again(project).targets == ()


def test_an_unregistered_indicator_may_be_rejected_or_named(project: Project) -> None:
    decide(project, [decision(project, 3.0, "reject")])
    named = decision(project, 3.0, "amend", indicator_id="old_estates_started")
    decide(project, [named])
    (target,) = again(project).targets
    assert (target.indicator_id, target.kind) == ("old_estates_started", "annual_flow")


def test_decisions_are_appended_and_never_rewritten(project: Project) -> None:
    path = project.folder.reviews("plan")
    decide(project, [decision(project, 55.0)])
    first = path.read_bytes()
    decide(project, [decision(project, 55.0, "reject"), decision(project, 44.77)])
    second = path.read_bytes()
    assert second.startswith(first)
    assert first.count(b"\n") == 2 and second.count(b"\n") == 4
    assert second.count(b"statement_id") == 1


def test_decisions_of_a_file_that_excel_left_without_a_last_line_end_stay_apart(
    project: Project,
) -> None:
    path = project.folder.reviews("plan")
    decide(project, [decision(project, 44.77)])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    decide(project, [decision(project, 55.0)])
    assert len(again(project).targets) == 1


def test_decisions_after_those_that_excel_saved_in_gb18030_are_read(project: Project) -> None:
    path = project.folder.reviews("plan")
    decide(project, [decision(project, 44.77)])
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    decide(project, [decision(project, 55.0)])
    after = again(project)
    assert [review.reviewer for review in after.reviews] == ["张三", "张三"]


def test_the_queue_of_one_document(project: Project) -> None:
    assert len(pending(project, "plan")) == 3 and pending(project, "other") == []


def test_a_statement_is_found_by_the_beginning_of_its_id(project: Project) -> None:
    key = next(iter(project.statements))
    assert find_statement(project, key[:8]).statement_id == key
    assert find_statement(project, key).statement_id == key


@pytest.mark.parametrize("given", ["", "zzzz", "不是编号"])
def test_a_statement_that_is_not_there_is_refused(project: Project, given: str) -> None:
    with pytest.raises(NotFound, match="用urban review查看编号"):
        find_statement(project, given)


def test_an_acceptance_that_changes_the_reading_is_an_amendment(project: Project) -> None:
    assert amended(decision(project, 55.0, value=56.0)).decision == "amend"
    assert amended(decision(project, 55.0, scope="全域")).decision == "amend"
    assert amended(decision(project, 55.0, nature="binding", stretch=True)).decision == "accept"
    assert amended(decision(project, 55.0, "reject", value=1.0)).decision == "reject"


def test_after_another_reading_the_decision_is_asked_for_again(project: Project) -> None:
    decide(project, [decision(project, 55.0)])
    source = project.folder.document("plan").parent / "text.md"
    source.write_text(TEXT.replace("55%", "56%"), encoding="utf-8")
    extract_project(project.folder)
    after = again(project)
    assert after.targets == () and 56.0 in [one.value for one in pending(after)]


# ---- what a decision keeps of what it was about ----


def rows(project: Project) -> list[dict[str, str]]:
    with project.folder.reviews("plan").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def at(project: Project, stated: float) -> Statement:
    (found,) = [one for one in project.statements.values() if one.value == stated]
    return found


def reworded(project: Project, old: str, new: str) -> Project:
    """Return the project after its text was changed and read again."""
    source = project.folder.document("plan").parent / "text.md"
    source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    extract_project(project.folder)
    return again(project)


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_a_decision_keeps_the_passage_and_the_reading(project: Project, kind: str) -> None:
    decide(project, [decision(project, 55.0, kind, note="看过")])
    (row,) = rows(project)
    found = at(project, 55.0)
    assert tuple(row) == COLUMNS
    assert (row["start"], row["stop"]) == (str(found.start), str(found.stop))
    assert TEXT[found.start : found.stop] == found.quote
    assert row["reading"] == "平凉市 2025年 常住人口城镇化率 55%"


def test_an_amendment_keeps_the_reading_as_amended(project: Project) -> None:
    changed = decision(
        project, 55.0, "amend", value=70.0, year=2035, operator=">=", scope="中心城区"
    )
    decide(project, [changed])
    (row,) = rows(project)
    assert row["reading"] == "平凉市（中心城区） 2035年 常住人口城镇化率 不低于70%"
    assert (row["decision"], row["value"], row["year"]) == ("amend", "70", "2035")


def test_what_the_caller_says_of_the_passage_is_not_believed(project: Project) -> None:
    decide(project, [decision(project, 55.0, start=0, stop=1, reading="=HYPERLINK()")])
    (row,) = rows(project)
    assert (row["start"], row["reading"]) == (
        str(at(project, 55.0).start), "平凉市 2025年 常住人口城镇化率 55%"
    )  # fmt: skip


# ---- withdrawing ----


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_a_withdrawn_decision_puts_the_statement_back_into_the_queue(
    project: Project, kind: str
) -> None:
    decide(project, [decision(project, 55.0, kind)])
    decide(again(project), [decision(project, 55.0, "withdraw")])
    after = again(project)
    assert [one.value for one in pending(after)] == [44.77, 55.0, 3.0]
    assert (after.targets, after.reviews, after.stale_reviews) == ((), (), ())
    assert [row["decision"] for row in rows(project)] == [kind, "withdraw"]


# ---- acceptances whose statement is read otherwise now ----


def test_a_lost_acceptance_is_listed_until_somebody_decides_on_what_stands_there(
    project: Project,
) -> None:
    accepted = at(project, 55.0)
    decide(project, [decision(project, 55.0)])
    after = reworded(project, "55%", "56%")
    (stale,) = after.stale_reviews
    assert (stale.statement_id, stale.start, stale.stop) == (
        accepted.statement_id, accepted.start, accepted.stop
    )  # fmt: skip
    assert stale.reading == "平凉市 2025年 常住人口城镇化率 55%"
    decide(after, [decision(after, 44.77)])
    assert len(again(project).stale_reviews) == 1
    decide(after, [decision(after, 56.0, "reject")])
    assert again(project).stale_reviews == ()


def test_a_lost_acceptance_can_be_withdrawn_although_its_statement_is_gone(
    project: Project,
) -> None:
    lost = decision(project, 55.0)
    decide(project, [lost])
    after = reworded(project, "到2025年，全市常住人口城镇化率达到55%。\n\n", "")
    assert len(after.stale_reviews) == 1
    decide(after, [Review("plan", lost.statement_id, "withdraw", "李四", "2026-02-01")])
    assert again(project).stale_reviews == ()
    assert inspect_project(project.folder)[1] == []


def test_a_lost_rejection_asks_for_nothing(project: Project) -> None:
    decide(project, [decision(project, 55.0, "reject")])
    after = reworded(project, "55%", "56%")
    assert after.stale_reviews == () and 56.0 in [one.value for one in pending(after)]


def test_the_old_text_brings_the_acceptance_back(project: Project) -> None:
    decide(project, [decision(project, 55.0)])
    reworded(project, "55%", "56%")
    after = reworded(project, "56%", "55%")
    assert [one.value for one in after.targets] == [55.0] and after.stale_reviews == ()


# ---- what is refused leaves the file as it was ----


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"indicator_id": "rate"}, "bad-choice", "indicator_id"),
        ({"operator": "≥"}, "bad-choice", "operator"),
        ({"operator": "range"}, "bad-choice", "operator"),
        ({"statement_kind": "tagret"}, "bad-choice", "statement_kind"),
        ({"target_kind": "levels"}, "bad-choice", "target_kind"),
        ({"nature": "约束性"}, "bad-choice", "nature"),
        ({"place_id": "620899"}, "bad-choice", "place_id"),
        ({"year": 25}, "not-a-number", "year"),
        ({"year": 20255}, "not-a-number", "year"),
        ({"value": float("nan")}, "not-a-number", "value"),
        ({"value": float("inf")}, "not-a-number", "value"),
        ({"reviewer": ""}, "empty", "reviewer"),
        ({"reviewer": "@张三"}, "formula", "reviewer"),
        ({"reviewed_on": "昨天"}, "bad-date", "reviewed_on"),
        ({"note": "=HYPERLINK(1)"}, "formula", "note"),
        ({"scope": "-城区"}, "formula", "scope"),
        ({"decision": "perhaps"}, "bad-choice", "decision"),
        ({"unit": "万人"}, "not-a-target", None),
    ],
    ids=lambda part: str(part),
)
def test_a_decision_that_could_not_be_read_again_is_not_written(
    project: Project, changed: dict[str, object], code: str, column: str | None
) -> None:
    decide(project, [decision(project, 44.77)])
    path = project.folder.reviews("plan")
    before = path.read_bytes()
    good, bad = decision(project, 55.0, "reject"), {"statement_id": at(project, 55.0).statement_id}
    fields = {"decision": "amend", "reviewer": "张三", "reviewed_on": "2026-01-01"}
    wrong = Review("plan", **(bad | fields | changed))  # type: ignore[arg-type]
    with pytest.raises(InputRefused) as error:
        decide(project, [good, wrong])
    assert (code, column) in [(one.code, one.column) for one in error.value.problems]
    assert path.read_bytes() == before
    assert inspect_project(project.folder)[1] == []


@pytest.mark.parametrize("kind", ["accept", "amend"])
def test_accepting_a_statement_that_is_gone_is_refused(project: Project, kind: str) -> None:
    gone = Review("plan", "0123456789ab", kind, "张三", "2026-01-01")
    with pytest.raises(InputRefused, match="读法已变，请刷新后重新审核"):
        decide(project, [gone, decision(project, 55.0)])
    assert not project.folder.reviews("plan").exists()


@pytest.mark.parametrize(
    "changed", [{"reviewer": " \t"}, {"note": " =1+1"}, {"scope": "\u3000@x"}], ids=str
)
def test_white_space_does_not_smuggle_in_what_is_refused(
    project: Project, changed: dict[str, str]
) -> None:
    fields = {"reviewer": "张三", "reviewed_on": "2026-01-01"} | changed
    found = at(project, 55.0)
    with pytest.raises(InputRefused):
        decide(project, [Review("plan", found.statement_id, "amend", **fields)])  # type: ignore[arg-type]
    assert inspect_project(project.folder)[1] == []


def test_columns_that_somebody_put_in_another_order_stay_in_it(project: Project) -> None:
    decide(project, [decision(project, 44.77, note="看过")])
    path = project.folder.reviews("plan")
    order = ["statement_id", "decision", "note", "reviewed_on", "reviewer", *COLUMNS[5:]]
    written = rows(project)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, order, lineterminator="\n")
        table.writeheader()
        table.writerows(written)
    decide(again(project), [decision(project, 55.0, note="核对过")])
    assert [(one.reviewer, one.note) for one in again(project).reviews] == [
        ("张三", "看过"), ("张三", "核对过")
    ]  # fmt: skip


@pytest.mark.parametrize("value", [0.00001, 123456789012345.0])
def test_a_very_small_or_large_value_is_written_as_it_is_read(
    project: Project, value: float
) -> None:
    decide(project, [decision(project, 55.0, "amend", value=value)])
    assert [one.value for one in again(project).reviews] == [value]
