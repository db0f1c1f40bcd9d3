"""From a document to a target: extracted, reviewed by a person, and nothing else is a target."""

import shutil
from pathlib import Path

import pytest

from etl.domain.records import Review
from etl.errors import InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
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
    with pytest.raises(InputRefused, match="不是登记的指标；请用--indicator指定"):
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
