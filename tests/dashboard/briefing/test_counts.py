"""All targets by status, and by theme: every count adds up, and the furthest behind stand first."""

from collections import Counter

from dashboard.briefing.records import Briefing, Counts, Theme
from dashboard.format import signed
from dashboard.reader import BoardReader
from dashboard.records import Row
from dashboard.summary import speaking
from etl.project.folder import Folder
from tests.dashboard.briefing.scenes import made, scene, shown, values
from tests.dashboard.report.made import aim

RATE = "urbanization_rate"


def counts(found: Briefing) -> Counts:
    body = scene(found, "counts").body
    assert isinstance(body, Counts)
    return body


def themes(found: Briefing) -> list[Theme]:
    return [one.body for one in found.scenes if isinstance(one.body, Theme)]


def test_the_thirteen_targets_of_pingliang_are_counted_once_each(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    assert scene(found, "counts").finding == (
        "已审核的规划目标共13项，其中已实现2项、严重滞后1项、未实现2项、无法评估8项"
    )
    body = counts(found)
    assert body.total == 13 == sum(one.number for one in body.counts)
    assert [(one.status.word, one.number) for one in body.counts] == [
        ("已实现", 2), ("严重滞后", 1), ("未实现", 2), ("无法评估", 8),
    ]  # fmt: skip


def test_what_runs_and_lags_stands_before_what_was_missed(boards: BoardReader) -> None:
    # Of 48% 44.77 are 93.3%, of 100万人 82.77 are 82.8%: the second is further off.
    body = counts(shown(boards, "620800"))
    assert body.furthest_title == "滞后1项、到期未实现2项"
    assert [(one.name, one.value, one.aim, one.aim_year, one.gap) for one in body.furthest] == [
        ("常住人口城镇化率", "49.5%", "55%", "2025", "−33.8"),
        ("城镇常住人口", "82.77万人", "不低于100万人", "2020", ""),
        ("常住人口城镇化率", "44.77%", "不低于48%", "2020", ""),
    ]


def test_where_nothing_lags_the_list_says_so(boards: BoardReader) -> None:
    body = counts(shown(boards, "610000"))
    assert body.furthest == () and body.furthest_title == "已评估的目标没有滞后和未实现的"


def test_a_county_without_a_target_has_nothing_to_count(boards: BoardReader) -> None:
    keys = [one.key for one in shown(boards, "620802").scenes]
    assert keys == ["headline", "ranking", "supervision", "closing"]


def test_the_themes_hold_every_target_once_and_say_how_many(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    assert [one.key for one in found.scenes if one.key.startswith("theme")] == [
        "theme-population", "theme2-population", "theme-rural", "theme-industry",
    ]  # fmt: skip
    assert scene(found, "theme-population").title == "人口与城镇化（1/2）"
    said = "8项目标：已实现2项、严重滞后1项、未实现2项、无法评估3项"
    assert scene(found, "theme-population").finding == said
    assert scene(found, "theme2-population").finding == said
    assert sum(len(one.lines) for one in themes(found)) == counts(found).total


def test_what_cannot_be_judged_comes_last_with_its_reason(boards: BoardReader) -> None:
    lines = [line for one in themes(shown(boards, "620800"))[:2] for line in one.lines]
    unknown = [line.status.key == "unknown" for line in lines]
    assert unknown == sorted(unknown)
    assert {line.value for line in lines if line.status.key == "unknown"} == {"缺数据"}
    rural = themes(shown(boards, "620800"))[2]
    assert {line.value for line in rural.lines} == {"无年份"}
    assert all(line.gap == "" and line.share is None for line in rural.lines)


def test_one_line_more_than_fits_makes_two_scenes_that_are_shared_out(folder: Folder) -> None:
    names = (
        "sewage_treatment_rate", "sewage_collection_rate", "waste_harmless_rate", "gas_coverage",
        "waste_sorting_coverage", "water_coverage",
    )  # fmt: skip
    targets = [aim(name, 98, base=90, base_year=2020) for name in (*names, "water_coverage")]
    rows = values("gas_coverage", "%", {"2020": "90", "2022": "93"})
    assert len(themes(made(folder, targets[:6], rows))) == 1
    assert [len(one.lines) for one in themes(made(folder, targets, rows))] == [4, 3]


def test_more_than_five_that_lag_are_said_to_be_more(folder: Folder) -> None:
    # In two of five years nothing moved: −40 points each, 严重滞后.
    names = ("gas_coverage", "water_coverage", "sewage_treatment_rate", "waste_harmless_rate",
             "green_coverage_ratio", "park_service_coverage")  # fmt: skip
    targets = [aim(name, 98, base=90, base_year=2020) for name in names]
    rows = [
        row for name in names for row in values(name, "%", {"2020": "90", "2022": "90"})
    ]  # fmt: skip
    body = counts(made(folder, targets, rows))
    assert body.furthest_title == "滞后6项，列落后最多的5项"
    assert [one.gap for one in body.furthest] == ["−40"] * 5


def test_what_was_reached_before_its_year_is_said_to_be(folder: Folder) -> None:
    rows = values("gas_coverage", "%", {"2020": "90", "2022": "99"})
    body = counts(made(folder, [aim("gas_coverage", 98, base=90, base_year=2020)], rows))
    assert [(one.status.word, one.number, one.note) for one in body.counts] == [
        ("已实现", 1, "其中提前实现1项")
    ]


def test_a_target_to_strive_for_that_was_missed_is_amber(folder: Folder) -> None:
    rows = values("gas_coverage", "%", {"2020": "90", "2025": "95"})
    target = aim("gas_coverage", 98, base=90, base_year=2020, stretch=True)
    (line,) = counts(made(folder, [target], rows)).furthest
    assert (line.status.word, line.status.tone, line.aim) == ("未实现", "warn", "力争98%")


def test_many_departments_are_told_in_short(folder: Folder) -> None:
    rows = values("gas_coverage", "%", {"2020": "90", "2022": "90"})
    target = aim("gas_coverage", 98, base=90, base_year=2020, responsible=("市住建局", "市城管局"))
    (line,) = counts(made(folder, [target], rows)).furthest
    assert line.owner == "市住建局等2家单位"


def test_counts_and_numbers_are_those_of_the_board(boards: BoardReader) -> None:
    with boards.open(today="2026-11-23") as board:
        of_place = {code: speaking(board.rows(code)) for code in board.places_seen()}
    for code, rows in of_place.items():
        found = shown(boards, code)
        if rows:
            assert counts(found).total == len(rows)
        lines = Counter(
            (line.value, line.aim, line.aim_year, line.gap, line.status.word)
            for one in themes(found)
            for line in one.lines
            if line.status.key != "unknown"
        )
        assert lines == Counter(told(row) for row in rows if row.status != "unknown")
        assert sum(len(one.lines) for one in themes(found)) == len(rows)


def told(row: Row) -> tuple[str, str, str, str, str]:
    """Return a row of the board as a line shows it: the gap only of what still runs."""
    gap = (
        signed(row.gap_points)
        if row.status in ("ahead", "on_track", "behind", "far_behind")
        else ""
    )
    value = row.wording().value(row.actual or 0.0)
    return (value, row.aim(), str(row.target.year), gap, row.status_word())
