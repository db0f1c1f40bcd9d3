"""`urban judge` as typed: every line gets an answer, and nothing in a file can stop the others."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.cli import main
from etl.domain.rules.words import RULES

KEYS = ["id", "rule", "status", "value", "score", "reason"]
SOUND = {
    "id": "a", "rule": "statcan", "direction": "down", "series": {"2015": 14.5, "2023": 10.4},
    "base_year": 2015, "target": 7.25, "target_year": 2030,
}  # fmt: skip


def judge(text: str | bytes, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["judge", "-", *arguments], input=text)


def answers(text: str | bytes) -> list[dict[str, object]]:
    """Return what is written for the lines of a text; none may hold what JSON does not know."""

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    result = judge(text, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line, parse_constant=refuse) for line in result.stdout.splitlines()]


def answer(**changed: object) -> dict[str, object]:
    """Return the answer to the sound case with some of its fields changed; None takes one away."""
    fields = {key: value for key, value in (SOUND | changed).items() if value is not None}
    (found,) = answers(json.dumps(fields))
    assert list(found) == KEYS and str(found["reason"]).endswith("。")
    return found


def unjudged(**changed: object) -> str:
    found = answer(**changed)
    status = "unknown" if found["rule"] == "schedule" else "not_available"
    assert (found["status"], found["value"], found["score"]) == (status, None, None)
    return str(found["reason"])


def test_a_case_is_answered_with_status_value_score_and_reason() -> None:
    found = answer()
    assert (found["id"], found["rule"], found["status"]) == ("a", "statcan", "moderate_progress")
    # R = 0.90109 and 7.1429 R - 4.2857 = 2.1507.
    assert found["value"] == pytest.approx(0.90109, abs=5e-6)
    assert found["score"] == pytest.approx(2.1507, abs=5e-5)
    assert "年均变动率-4.069%，2030年目标7.25，要求-4.516%，比值0.901" in str(found["reason"])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_asked(rule: str) -> None:
    found = answer(rule=rule)
    assert found["rule"] == rule and found["status"] in RULES[rule].statuses
    assert found["status"] not in ("not_available", "unknown")
    assert (found["score"] is None) == (rule in ("un2022", "escap", "schedule"))


def test_the_schedule_rule_takes_the_bands_of_the_registry() -> None:
    # 46.02 of 2021 lies 7.8 points behind: on track if expected, behind if binding.
    series = {"2020": 44.77, "2021": 46.02}
    case = {
        "rule": "schedule", "direction": "up", "series": series, "base_year": 2020, "target": 55,
        "target_year": 2025,
    }  # fmt: skip
    found = answer(**case)
    assert found["status"] == "on_track"
    assert found["value"] == pytest.approx(100 * (1.25 / 10.23 - 0.2), abs=1e-9)
    assert answer(**case, nature="expected")["status"] == "on_track"
    assert answer(**case, nature="binding")["status"] == "behind"


def test_null_in_a_series_is_a_year_without_a_value() -> None:
    series = {"2015": None, "2016": 16.4, "2020": None, "2024": 17.8, "2025": None}
    found = answer(rule="eurostat", series=series, target=8.2)
    assert found["value"] == pytest.approx(-0.21307, abs=5e-6)


def test_the_years_of_a_series_need_not_be_in_order() -> None:
    assert (
        answer(series={"2023": 10.4, "2019": 99, "2015": 14.5, "2001": 1})["value"]
        == (answer()["value"])
    )


def test_fields_that_are_null_are_fields_that_are_absent() -> None:
    nulls = {"base_year": None, "target": None, "target_year": None, "limit": None, "nature": None}
    (found,) = answers(json.dumps({**SOUND, **nulls}))
    (bare,) = answers(
        json.dumps({key: SOUND[key] for key in ("id", "rule", "direction", "series")})
    )
    assert found == bare and found["status"] == "substantial_progress"


def test_a_year_written_as_a_float_is_that_year() -> None:
    assert answer(base_year=2015.0, target_year=2030.0) == answer()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rule": None}, "“rule”应为规则名"),
        ({"rule": 5}, "“rule”应为规则名"),
        ({"rule": ["statcan"]}, "“rule”应为规则名"),
        ({"rule": "oracle"}, "没有这个规则"),
        ({"direction": None}, "“direction”应为up、down或parity"),
        ({"direction": 1}, "“direction”应为up、down或parity"),
        ({"direction": "higher"}, "方向应为up、down、parity之一"),
        ({"series": None}, "“series”应为年份到数值的对象"),
        ({"series": [14.5, 10.4]}, "“series”应为年份到数值的对象"),
        ({"series": {}}, "没有数值"),
        ({"series": {"2015": None}}, "没有数值"),
        ({"series": {"2015": 14.5}}, "只有2015年一个数值"),
        ({"series": {"2015": 14.5, "": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "二〇二三": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "２０２３": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "2023 ": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "2023\n": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "20230": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "0000": 1}}, "不是四位数的年份"),
        ({"series": {"2015": 14.5, "2023": "10.4"}}, "“series中2023年的值”应为数"),
        ({"series": {"2015": 14.5, "2023": True}}, "“series中2023年的值”应为数"),
        ({"series": {"2015": 14.5, "2023": [1]}}, "“series中2023年的值”应为数"),
        ({"series": {"2015": 14.5, "2023": float("nan")}}, "应为有限的数"),
        ({"series": {"2015": 14.5, "2023": float("inf")}}, "应为有限的数"),
        ({"series": {"2015": 14.5, "2023": 10**400}}, "应为有限的数"),
        ({"base_year": "2015"}, "“base_year”应为数"),
        ({"base_year": True}, "“base_year”应为数"),
        ({"base_year": 2015.5}, "“base_year”应为四位数的年份，读到2015.5"),
        ({"base_year": 20150}, "“base_year”应为四位数的年份"),
        ({"base_year": -1}, "“base_year”应为四位数的年份"),
        ({"base_year": 10**400}, "“base_year”应为有限的数"),
        ({"base_year": 2024}, "2024年及以后没有数值"),
        ({"target": "7.25"}, "“target”应为数"),
        ({"target": False}, "“target”应为数"),
        ({"target": float("-inf")}, "“target”应为有限的数"),
        ({"target_year": None}, "没有目标年份"),
        ({"target_year": {}}, "“target_year”应为数"),
        ({"target_year": 2015}, "目标年份2015年不晚于基期2015年"),
        ({"limit": "none"}, "“limit”应为数"),
        ({"nature": "约束性"}, "“nature”应为expected、binding之一"),
        ({"nature": 1}, "“nature”应为expected、binding之一"),
        ({"nature": []}, "“nature”应为expected、binding之一"),
        ({"series": {"2015": 1e-300, "2023": 1e300}}, "超出可计算的范围"),
        ({"series": {"2015": -14.5, "2023": 10.4}}, "正负号不同"),
        ({"target": -7.25}, "不能计算年均变动率"),
    ],
    ids=str,
)
def test_a_case_that_cannot_be_judged_says_why(changed: dict[str, object], said: str) -> None:
    assert said in unjudged(**changed)


@pytest.mark.parametrize("changed", [{"series": {}}, {"target": None}, {"series": {"2015": "x"}}])
def test_the_schedule_rule_calls_it_unknown(changed: dict[str, object]) -> None:
    assert unjudged(rule="schedule", **changed)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "不是完整的JSON"),
        ('{"id": 1,}', "不是完整的JSON"),
        ("什么", "不是完整的JSON"),
        ("1 2", "不是完整的JSON"),
        ("[]", "不是JSON对象"),
        ("null", "不是JSON对象"),
        ('"statcan"', "不是JSON对象"),
        ("3", "不是JSON对象"),
        ("[" * 100_000, "嵌套过深"),
        ('{"a":' * 100_000, "嵌套过深"),
        (b'{"id": "\xb9\xab"}', "不是UTF-8"),
        ("{}", "“rule”应为规则名"),
    ],
    ids=range(12),
)
def test_a_line_that_is_no_case_is_answered_without_an_id(line: str | bytes, said: str) -> None:
    (found,) = answers(line)
    assert (found["id"], found["rule"], found["status"]) == (None, None, "not_available")
    assert said in str(found["reason"])


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('"七"', "七"), ("7", 7), ("7.5", 7.5), ("null", None), ("true", None), ("[7]", None),
        ("NaN", None), ("1e400", None), (str(10**30), 10**30), ("9" * 5000, None),
        (r'"\ud800"', "\ud800"),
    ],
    ids=range(11),
)  # fmt: skip
def test_an_id_comes_back_as_it_was_where_it_can(written: str, found: object) -> None:
    (told,) = answers(f'{{"id": {written}, "rule": "statcan"}}')
    assert told["id"] == found


def test_one_bad_line_does_not_hide_the_others() -> None:
    sound = json.dumps(SOUND)
    found = answers(f"\ufeff{sound}\r\n\n{{\n  \n[]\n{sound}")
    assert [told["status"] for told in found] == [
        "moderate_progress", "not_available", "not_available", "moderate_progress",
    ]  # fmt: skip


def test_nothing_in_is_nothing_out() -> None:
    assert answers("") == [] and answers("\n\n") == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON,
        "rule": st.sampled_from(list(RULES)) | JSON,
        "direction": st.sampled_from(["up", "down", "parity"]) | JSON,
        "series": st.dictionaries(
            st.integers(2005, 2035).map(str) | st.text(max_size=4), st.floats() | JSON, max_size=4
        )
        | JSON,
        "base_year": st.integers(2005, 2035) | JSON,
        "target": st.floats() | JSON,
        "target_year": st.integers(2005, 2040) | JSON,
        "limit": st.floats() | JSON,
        "nature": st.sampled_from(["expected", "binding"]) | JSON,
    },
)


@settings(deadline=None, max_examples=60)
@given(st.lists(RECORDS | JSON, min_size=1, max_size=8))
def test_whatever_is_written_every_line_gets_one_answer(records: list[object]) -> None:
    found = answers("\n".join(json.dumps(record) for record in records))
    assert len(found) == len(records)
    for told in found:
        assert list(told) == KEYS and str(told["reason"]).endswith("。")
        if told["rule"] in RULES:
            assert told["status"] in RULES[str(told["rule"])].statuses


def test_without_json_each_line_can_be_read_out() -> None:
    result = judge(json.dumps(SOUND) + '\n{"id": "b\\nc", "rule": "escap"}\n7\n')
    first, second, third = result.stdout.splitlines()
    assert first.startswith("a  加拿大统计局规则：有进展但需加快。2015年14.5，2023年10.4，")
    assert second.startswith("b c  亚太经社会现状指数：无法评估。")
    assert third == "编号不详  规则不详：无法评估。这一行不是JSON对象，应写在一对花括号里。"


def test_cases_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "案例.jsonl"
    path.write_text(json.dumps(SOUND) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["judge", str(path), "--json"])
    assert result.exit_code == 0 and json.loads(result.stdout)["status"] == "moderate_progress"


def test_a_file_that_cannot_be_read_is_a_sentence_and_exit_1(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.jsonl", "没有这个文件"), (tmp_path, "是文件夹")):
        result = CliRunner().invoke(main, ["judge", str(path), "--json"])
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr and result.stderr.endswith("。\n")


def test_outside_any_project_the_bands_are_those_the_package_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("URBAN_PROJECT", raising=False)
    assert answer(rule="schedule")["status"] != "unknown"


def test_the_bands_are_those_of_the_project_that_is_named(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path / "p")])
    registry = tmp_path / "p" / "indicators.yaml"
    usual = "{ahead: 5, on_track: -10, behind: -30}"
    text = registry.read_text(encoding="utf-8")
    assert usual in text
    strict = text.replace(usual, "{ahead: 5, on_track: -1, behind: -2}", 1)
    registry.write_text(strict, encoding="utf-8")
    # 4.1 of 7.25 in 8 of 15 years: 56.55% against 53.33% is ahead by 3.2; 11 is 3.5/7.25 = 48.28%,
    # 5.06 points behind.
    case = json.dumps({**SOUND, "rule": "schedule", "series": {"2015": 14.5, "2023": 11}})
    usually = json.loads(judge(case, "--json").stdout)
    strictly = json.loads(judge(case, "--json", "--project", str(registry.parent)).stdout)
    assert (usually["status"], strictly["status"]) == ("on_track", "far_behind")


def test_a_registry_with_errors_does_not_stop_the_published_rules(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text("version: 1\n", encoding="utf-8")
    result = judge(json.dumps(SOUND), "--json", "--project", str(tmp_path))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["status"] == "moderate_progress"
    assert "登记表有错误" in result.stderr


def test_a_project_that_is_none_is_exit_1(tmp_path: Path) -> None:
    result = judge(json.dumps(SOUND), "--project", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "") and "不是项目文件夹" in result.stderr
