"""Reviews: the last decision on a statement counts, and a stale one never carries over."""

from pathlib import Path

import pytest

from etl.domain.records import Review
from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.project.reviews import COLUMNS, with_decisions
from etl.steps.extract import extract_project
from tests.etl.project.test_documents import TEXT, write

NAME = "data/reviews/plan.csv"


@pytest.fixture
def reviewed(folder: Folder) -> Folder:
    write(folder, text=TEXT)
    extract_project(folder)
    return folder


def statement_id(folder: Folder) -> str:
    return folder.statements("plan").read_text(encoding="utf-8").splitlines()[1].partition(",")[0]


def row(folder: Folder, **cells: str) -> str:
    """Return a row that accepts the one statement, with the given cells instead."""
    good = dict.fromkeys(COLUMNS, "") | {
        "statement_id": statement_id(folder), "decision": "accept",
        "reviewer": "张三", "reviewed_on": "2026-01-01",
    }  # fmt: skip
    return ",".join((good | cells).values()) + "\n"


def keep(folder: Folder, *rows: str) -> Path:
    path = folder.reviews("plan")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(",".join(COLUMNS) + "\n" + "".join(rows), encoding="utf-8")
    return path


def problems_of(folder: Folder, *rows: str) -> list[Problem]:
    keep(folder, *rows)
    return inspect_project(folder)[1]


def test_an_accepted_statement_is_a_target_of_the_project(reviewed: Folder) -> None:
    keep(reviewed, row(reviewed))
    (target,) = read_project(reviewed).targets
    assert (target.value, target.year, target.place_id) == (55.0, 2025, "620800")


def test_without_reviews_there_is_no_target(reviewed: Folder) -> None:
    assert read_project(reviewed).targets == ()


def test_the_last_decision_counts(reviewed: Folder) -> None:
    keep(reviewed, row(reviewed), row(reviewed, decision="reject"))
    project = read_project(reviewed)
    assert (project.targets, [one.decision for one in project.reviews]) == ((), ["reject"])
    keep(reviewed, row(reviewed, decision="reject"), row(reviewed, value="56", decision="amend"))
    assert [one.value for one in read_project(reviewed).targets] == [56.0]


def test_every_field_of_a_decision_arrives(reviewed: Folder) -> None:
    keep(
        reviewed,
        row(
            reviewed, decision="amend", note="原文为力争", indicator_id="hukou_urbanization_rate",
            place_id="620000", year="2026", value="56.5", unit="百分点", operator=">=",
            statement_kind="annual_task", target_kind="floor", nature="binding", scope="县城",
            stretch="yes", start="7", stop="22", reading="平凉市 2025年",
        ),
    )  # fmt: skip
    (review,) = read_project(reviewed).reviews
    assert review == Review(
        "plan", statement_id(reviewed), "amend", "张三", "2026-01-01", "原文为力争",
        "hukou_urbanization_rate", "620000", 2026, 56.5, "百分点", ">=", "annual_task", "floor",
        "binding", "县城", True, 7, 22, "平凉市 2025年",
    )  # fmt: skip


def test_decisions_that_are_written_are_read_again(reviewed: Folder) -> None:
    review = Review(
        "plan", statement_id(reviewed), "amend", "张三", "2026-01-01", "说明，含“引号”\",和逗号",
        value=56.5, year=2026, stretch=True,
    )  # fmt: skip
    path = keep(reviewed)
    path.write_text(with_decisions("", [review]), encoding="utf-8")
    assert read_project(reviewed).reviews == (review,)


def test_a_stale_review_is_a_notice_and_does_not_carry_over(reviewed: Folder) -> None:
    rows = row(reviewed)
    keep(reviewed, rows)
    write(reviewed, text=TEXT.replace("55%", "56%"))
    extract_project(reviewed)
    project, (problem,) = inspect_project(reviewed)
    assert (problem.code, problem.severity, problem.row) == ("stale-review", "notice", 2)
    assert problem.file == NAME and "重新审核" in problem.message
    assert (project.targets, project.reviews) == ((), ())


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"decision": "yes"}, "bad-choice", "decision"),
        ({"decision": ""}, "bad-choice", "decision"),
        ({"indicator_id": "rate"}, "bad-choice", "indicator_id"),
        ({"operator": "≥"}, "bad-choice", "operator"),
        ({"target_kind": "levels"}, "bad-choice", "target_kind"),
        ({"nature": "约束性"}, "bad-choice", "nature"),
        ({"stretch": "是"}, "bad-choice", "stretch"),
        ({"year": "2025年"}, "not-a-number", "year"),
        ({"year": "2025.5"}, "not-a-number", "year"),
        ({"value": "55%"}, "not-a-number", "value"),
        ({"reviewer": ""}, "empty", "reviewer"),
        ({"reviewed_on": ""}, "empty", "reviewed_on"),
        ({"reviewed_on": "昨天"}, "bad-date", "reviewed_on"),
        ({"reviewed_on": "2026-02-30"}, "bad-date", "reviewed_on"),
        ({"start": "一"}, "not-a-number", "start"),
        ({"start": "-1"}, "not-a-number", "start"),
        ({"stop": "22.0"}, "not-a-number", "stop"),
    ],
)
def test_a_bad_decision_is_told_with_line_and_column(
    reviewed: Folder, cells: dict[str, str], code: str, column: str
) -> None:
    (problem,) = problems_of(reviewed, row(reviewed, **cells))
    assert (problem.code, problem.row, problem.column) == (code, 2, column)
    assert problem.file == NAME and problem.severity == "error"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_what_is_no_number_is_no_value(reviewed: Folder, value: str) -> None:
    problems = problems_of(reviewed, row(reviewed, decision="amend", value=value))
    assert [(one.code, one.column) for one in problems] == [("not-a-number", "value")]


@pytest.mark.parametrize(
    ("column", "value"), [("place_id", "620899"), ("statement_kind", "tagret")]
)
def test_a_decision_for_what_does_not_exist_is_told(
    reviewed: Folder, column: str, value: str
) -> None:
    problems = problems_of(reviewed, row(reviewed, decision="amend", **{column: value}))
    assert [(one.row, one.column) for one in problems] == [(2, column)]


def test_a_decision_that_makes_no_target_is_refused_with_the_reason(reviewed: Folder) -> None:
    (problem,) = problems_of(reviewed, row(reviewed, decision="amend", unit="万人"))
    assert problem.code == "not-a-target" and "单位“万人”不是" in problem.message
    with pytest.raises(InputRefused):
        read_project(reviewed)


def test_a_rejected_reading_need_not_stand_as_a_target(reviewed: Folder) -> None:
    assert problems_of(reviewed, row(reviewed, decision="reject", unit="万人")) == []


def test_a_project_with_an_error_has_no_targets_at_all(reviewed: Folder) -> None:
    keep(reviewed, row(reviewed), row(reviewed, decision="maybe"))
    project, problems = inspect_project(reviewed)
    assert len(problems) == 1 and project.targets == ()


# ---- what is withdrawn ----


def test_what_is_withdrawn_is_as_if_nobody_had_decided(reviewed: Folder) -> None:
    for decision in ("accept", "reject"):
        keep(reviewed, row(reviewed, decision=decision), row(reviewed, decision="withdraw"))
        project, problems = inspect_project(reviewed)
        assert (project.reviews, project.targets, project.stale_reviews) == ((), (), ())
        assert problems == []


def test_after_a_withdrawal_the_next_decision_counts(reviewed: Folder) -> None:
    rows = [row(reviewed, decision=decision) for decision in ("reject", "withdraw", "accept")]
    keep(reviewed, *rows)
    assert [one.value for one in read_project(reviewed).targets] == [55.0]


def test_a_decision_may_be_withdrawn_that_was_never_made(reviewed: Folder) -> None:
    assert problems_of(reviewed, row(reviewed, decision="withdraw")) == []


# ---- what has lost its statement ----

# Where the one statement of TEXT stands: "全市…55%".
START, STOP = TEXT.index("全市"), TEXT.index("55%") + 3
READING = "平凉市 2025年 常住人口城镇化率 54%"


def lost(folder: Folder, **cells: str) -> str:
    """Return a row that accepted another reading at the place of the one statement."""
    gone = {
        "statement_id": "0123456789ab", "start": str(START), "stop": str(STOP),
        "reading": READING,
    }  # fmt: skip
    return row(folder, **(gone | cells))


def stale(folder: Folder, *rows: str) -> list[str]:
    """Return the ids of the stale decisions, which are told as notices with as many lines."""
    keep(folder, *rows)
    project, problems = inspect_project(folder)
    assert [one.code for one in problems] == ["stale-review"] * len(project.stale_reviews)
    assert all(one.severity == "notice" for one in problems)
    return [review.statement_id for review in project.stale_reviews]


def test_a_lost_acceptance_is_kept_with_what_it_was_about(reviewed: Folder) -> None:
    keep(reviewed, lost(reviewed))
    project, (problem,) = inspect_project(reviewed)
    (review,) = project.stale_reviews
    assert (review.start, review.stop, review.reading) == (START, STOP, READING)
    assert READING in problem.message and problem.row == 2
    assert (project.reviews, project.targets) == ((), ())


@pytest.mark.parametrize("decision", ["accept", "amend"])
def test_acceptances_and_amendments_can_be_lost(reviewed: Folder, decision: str) -> None:
    assert stale(reviewed, lost(reviewed, decision=decision)) == ["0123456789ab"]


def test_a_lost_rejection_is_silent(reviewed: Folder) -> None:
    assert stale(reviewed, lost(reviewed, decision="reject")) == []
    assert stale(reviewed, lost(reviewed), lost(reviewed, decision="reject")) == []


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_decision_on_what_stands_there_now_settles_a_lost_one(
    reviewed: Folder, decision: str
) -> None:
    decided = row(reviewed, decision=decision)
    assert stale(reviewed, lost(reviewed), decided) == []
    # The order of the lines says nothing: the reading of today is settled either way.
    assert stale(reviewed, decided, lost(reviewed)) == []
    # Withdrawn again, the place is open again.
    back = row(reviewed, decision="withdraw")
    assert stale(reviewed, lost(reviewed), decided, back) == ["0123456789ab"]


def test_a_lost_acceptance_that_is_withdrawn_is_gone(reviewed: Folder) -> None:
    assert stale(reviewed, lost(reviewed), lost(reviewed, decision="withdraw")) == []


@pytest.mark.parametrize(
    ("start", "stop", "is_settled"),
    [
        (START, STOP, True), (START - 5, START + 1, True), (STOP - 1, STOP + 1, True),
        (0, STOP + 9, True), (START + 3, START + 4, True),
        (START - 5, START, False), (STOP, STOP + 1, False),
    ],
)  # fmt: skip
def test_only_a_passage_that_shares_a_character_settles_it(
    reviewed: Folder, start: int, stop: int, *, is_settled: bool
) -> None:
    gone = lost(reviewed, start=str(start), stop=str(stop))
    assert stale(reviewed, gone, row(reviewed)) == ([] if is_settled else ["0123456789ab"])


def test_a_lost_acceptance_without_a_place_stays_until_it_is_withdrawn(reviewed: Folder) -> None:
    gone = lost(reviewed, start="", stop="", reading="")
    assert stale(reviewed, gone, row(reviewed)) == ["0123456789ab"]
    assert stale(reviewed, gone, row(reviewed), lost(reviewed, decision="withdraw")) == []


def test_the_same_place_in_another_document_settles_nothing(reviewed: Folder) -> None:
    other = reviewed.document("other")
    other.parent.mkdir()
    other.write_bytes(reviewed.document("plan").read_bytes())
    (other.parent / "text.md").write_text("本文件没有数字。", encoding="utf-8")
    keep(reviewed, row(reviewed))
    path = reviewed.reviews("other")
    path.write_text(",".join(COLUMNS) + "\n" + lost(reviewed), encoding="utf-8")
    assert [one.document_id for one in inspect_project(reviewed)[0].stale_reviews] == ["other"]


# ---- what a table program would run ----


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize("column", ["reviewer", "note", "scope"])
def test_a_cell_that_a_table_program_would_run_is_told(
    reviewed: Folder, column: str, sign: str
) -> None:
    cells = {column: f"{sign}1+1"}
    (problem,) = problems_of(reviewed, row(reviewed, decision="amend", **cells))
    assert (problem.code, problem.row, problem.column) == ("formula", 2, column)


def test_a_negative_value_is_no_formula(reviewed: Folder) -> None:
    assert problems_of(reviewed, row(reviewed, decision="amend", value="-1.5")) == []


@pytest.mark.parametrize("missing", ["start", "stop", "reading"])
def test_a_table_of_an_older_version_is_told_and_not_read_wrongly(
    reviewed: Folder, missing: str
) -> None:
    columns = [column for column in COLUMNS if column != missing]
    keep(reviewed).write_text(",".join(columns) + "\n", encoding="utf-8")
    (problem,) = inspect_project(reviewed)[1]
    assert (problem.code, problem.column, problem.severity) == ("missing-column", missing, "error")
