"""YAML as staff write it: every value as it stands, every surprise with its line."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import Problem
from etl.project.strict_yaml import Lines, read_yaml

NAME = "indicators.yaml"


def read(path: Path, text: str | bytes) -> tuple[dict[str, Any], Lines, list[Problem]]:
    file = path / NAME
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    problems: list[Problem] = []
    tree, lines = read_yaml(file, NAME, problems)
    return tree, lines, problems


def only_problem(path: Path, text: str | bytes) -> Problem:
    _, _, (problem,) = read(path, text)
    assert problem.file == NAME and problem.message.endswith("。")
    return problem


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5), ("-10", -10), ("0", 0), ("0.02", 0.02), ("-2.50", -2.5),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ('"070"', "070"), ("'5'", "5"), ("万人", "万人"), ("[0, 100]", [0, 100]),
        ("{zh: 甲, en: a}", {"zh": "甲", "en": "a"}), ("[]", []),
        # Words and times stay what was written: YAML 1.1 reads false, 750 and a date.
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("12:30", "12:30"), ("2022-06-30", "2022-06-30"),
        ("1_000", "1_000"), ("1e3", "1e3"), ("0x1F", "0x1F"), (".nan", ".nan"), (".inf", ".inf"),
        ("True", "True"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_is_written(tmp_path: Path, written: str, value: object) -> None:
    tree, _, problems = read(tmp_path, f"key: {written}\n")
    assert problems == []
    assert tree == {"key": value} and type(tree["key"]) is type(value)


def test_digits_that_begin_with_nought_are_a_code_without_quotes(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "a: 1\nplace:\n  home: 070\n")
    assert (problem.code, problem.row, problem.column) == ("unquoted-code", 3, "place.home")
    assert '请加引号写成"070"' in problem.message


def test_a_code_without_quotes_in_a_list_is_found_too(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "codes: [\n  011,\n  12]\n")
    assert (problem.code, problem.row) == ("unquoted-code", 2)


def test_a_repeated_key_names_both_lines_and_the_first_counts(tmp_path: Path) -> None:
    text = "units:\n  percent: 1\n  person: 2\n  percent: 3\n"
    tree, _, (problem,) = read(tmp_path, text)
    assert (problem.code, problem.row, problem.column) == ("repeated-key", 4, "units.percent")
    assert "已在第2行出现" in problem.message
    assert tree == {"units": {"percent": 1, "person": 2}}


def test_the_same_key_in_two_places_is_no_repetition(tmp_path: Path) -> None:
    tree, _, problems = read(tmp_path, "a: {name: 1}\nb: {name: 2}\n")
    assert problems == [] and tree["b"] == {"name": 2}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a:\n\tb: 1\n", 2),
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\n b: 2\n", 2),
        ('a: "1\n', 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: *nothing\n", 1),
    ],
)
def test_wrong_syntax_is_told_with_its_line(tmp_path: Path, text: str, row: int) -> None:
    problem = only_problem(tmp_path, text)
    assert (problem.code, problem.row) == ("yaml-syntax", row)


def test_a_control_character_is_told(tmp_path: Path) -> None:
    assert only_problem(tmp_path, "a: x\x07y\n").code == "yaml-syntax"


def test_brackets_without_end_are_told_and_no_crash(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "a: " + "[" * 3000)
    assert problem.code == "yaml-syntax" and "太深" in problem.message


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "一句话\n", "# 只有注释\n"])
def test_the_outermost_must_be_a_mapping(tmp_path: Path, text: str) -> None:
    assert only_problem(tmp_path, text).code == "yaml-shape"


def test_a_key_must_be_a_text(tmp_path: Path) -> None:
    assert only_problem(tmp_path, "? [a, b]\n: 1\n").code == "yaml-key"


def test_another_encoding_is_refused_rather_than_guessed(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "name: 常住人口\n".encode("gb18030"))
    assert problem.code == "encoding" and "UTF-8" in problem.message


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    tree, lines, problems = read(tmp_path, "﻿a: 1\r\nb: 2\r\n".encode())
    assert (tree, problems, lines.of("b")) == ({"a": 1, "b": 2}, [], 2)


def test_a_file_that_refers_to_itself_is_refused(tmp_path: Path) -> None:
    _, _, problems = read(tmp_path, "a: &x\n  b: *x\n")
    assert problems and problems[0].file == NAME


def test_the_line_of_a_missing_key_is_that_of_the_nearest_one_above(tmp_path: Path) -> None:
    _, lines, _ = read(tmp_path, "a: 1\nunits:\n  percent:\n    name: 2\n")
    assert lines.of("units.percent.name") == 4
    assert lines.of("units.percent.scales") == 3
    assert lines.of("units.person.scales") == 2
    assert lines.of("themes") is None


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(tmp_path_factory: Any, text: str) -> None:
    path = tmp_path_factory.mktemp("any")
    tree, _, problems = read(path, text.encode("utf-8", "replace"))
    assert isinstance(tree, dict)
    assert all(problem.message.endswith("。") for problem in problems)


def test_each_part_of_a_list_knows_its_line(tmp_path: Path) -> None:
    tree, lines, problems = read(tmp_path, "scenes:\n  - one\n  - {name: 二, size: 3}\n")
    assert problems == [] and tree == {"scenes": ["one", {"name": "二", "size": 3}]}
    assert [lines.of(key) for key in ("scenes", "scenes[0]", "scenes[1].size")] == [1, 2, 3]
    assert lines.of("scenes[1].colour") == 3
