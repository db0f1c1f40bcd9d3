"""Tables of published values: what is read, and what is refused with file, row and column."""

from pathlib import Path

import pytest

from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.observation_columns import COLUMNS
from etl.project.observations import read_observations, read_tables
from etl.project.project import Project
from etl.project.reader import read_project
from tests.conftest import row_of, table_of

NAME = "data/observations/pingliang.csv"


@pytest.fixture
def project(folder: Folder) -> Project:
    return read_project(folder)


def write(project: Project, content: str | bytes) -> Path:
    path = project.folder.observations / "pingliang.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def problems_of(project: Project, content: str | bytes) -> list[Problem]:
    with pytest.raises(InputRefused) as refused:
        read_tables(project, [write(project, content)])
    return list(refused.value.problems)


def test_a_value_is_read_in_the_base_unit_with_its_printed_form_beside_it(project: Project) -> None:
    row = row_of(indicator_id="urban_resident_population", value="923.66", unit="万人")
    write(project, table_of(row))
    found = [one for one in read_observations(project) if one.place_id == "620800"]
    # 923.66 * 10000 is 9236600.0 exactly; a plain product of doubles may not be.
    assert [(one.value, one.printed, one.printed_unit) for one in found] == [
        (9236600.0, "923.66", "万人")
    ]


@pytest.mark.parametrize("printed", ["0.07", "1.15", "1.005", "4.35", "1166.39", "8.29"])
def test_a_scaled_value_is_the_double_nearest_to_the_decimal(
    project: Project, printed: str
) -> None:
    row = row_of(indicator_id="urban_resident_population", value=printed, unit="万人")
    published = read_tables(project, [write(project, table_of(row))])
    whole, _, decimals = printed.partition(".")
    assert published.value[0] == float(f"{whole}{decimals:0<4}")


def test_every_field_of_a_row_arrives(project: Project) -> None:
    row = row_of(
        place="平凉", as_of="2020-06-30", scope="城市", trust="C", basis="82.77/184.86",
        url="http://example.org/a", note="待核", maturity="preliminary",
    )  # fmt: skip
    write(project, table_of(row))
    (found,) = [one for one in read_observations(project) if one.place_id == "620800"]
    assert (found.indicator_id, found.period, found.released_on) == (
        "urbanization_rate", 2020, "2021-05",
    )  # fmt: skip
    assert (found.as_of, found.vintage, found.scope) == ("2020-06-30", "census_2020", "城市")
    assert (found.maturity, found.trust, found.basis) == ("preliminary", "C", "82.77/184.86")
    assert (found.source, found.url, found.note) == ("公报", "http://example.org/a", "待核")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_utf_8_with_or_without_a_mark_and_gb18030_are_read(
    project: Project, encoding: str, newline: str
) -> None:
    text = table_of(row_of(note="㐂镕")).replace("\n", newline)
    published = read_tables(project, [write(project, text.encode(encoding))])
    assert (published.value.tolist(), published.origins[0].note) == ([44.77], "㐂镕")


def test_columns_may_stand_in_another_order_and_blank_lines_are_passed_over(
    project: Project,
) -> None:
    cells = dict(zip(COLUMNS, row_of().split(","), strict=True))
    order = sorted(COLUMNS)
    lines = [",".join(order), "", ",".join(cells[name] for name in order), "," * 15]
    published = read_tables(project, [write(project, "\n".join(lines))])
    assert published.value.tolist() == [44.77]


def test_blank_lines_of_the_usual_order_are_passed_over_too(project: Project) -> None:
    text = table_of("", row_of(), "," * 15, " , " * 15)
    assert len(read_tables(project, [write(project, text)])) == 1


def test_quoted_cells_may_hold_commas_and_line_breaks(project: Project) -> None:
    text = table_of(row_of(note='"一，二,三\n四"'))
    published = read_tables(project, [write(project, text)])
    assert published.origins[0].note == "一，二,三\n四"


def test_spaces_around_cells_do_not_matter(project: Project) -> None:
    text = table_of(row_of(value=" 44.77 ", vintage="census_2020 ", unit=" %"))
    assert read_tables(project, [write(project, text)]).value.tolist() == [44.77]


def test_a_table_without_rows_has_no_values(project: Project) -> None:
    assert len(read_tables(project, [write(project, table_of())])) == 0


BAD_CELLS = [
    ("place_id", "620899", "unknown-place", "620899"),
    ("place_id", "", "unknown-place", "6位代码"),
    ("place", "平凉县", "place-name", "620800是平凉市"),
    ("indicator_id", "urbanisation_rate", "unknown-indicator", "urbanisation_rate"),
    ("period", "20", "bad-period", "1949至2100"),
    ("period", "1948", "bad-period", "1949至2100"),
    ("period", "２０２０", "bad-period", "２０２０"),
    ("value", "", "not-a-number", "数值为空"),
    ("value", "4e1", "not-a-number", "科学计数法"),
    ("value", "nan", "not-a-number", "nan"),
    ("value", "inf", "not-a-number", "inf"),
    ("value", "44.7.7", "not-a-number", "44.7.7"),
    ("value", "-", "not-a-number", "-"),
    ("value", ".5", "not-a-number", ".5"),
    ("value", "44.", "not-a-number", "44."),
    ("value", "４４", "not-a-number", "全角"),
    ("value", "44%", "not-a-number", "百分号"),
    ("value", '"1,234.5"', "not-a-number", "请写成1234.5"),
    ("value", "-1", "out-of-range", "0至100"),
    ("value", "101", "out-of-range", "0至100"),
    ("value", "9" * 400, "out-of-range", "0至100"),
    ("value", "0.4477", "percent-as-fraction", "百分数应写44.77"),
    ("unit", "万人", "bad-unit", "%"),
    ("released_on", "2021/05", "bad-date", "2021-07-15"),
    ("released_on", "2021-13", "bad-date", "2021-13"),
    ("as_of", "2020-02-30", "bad-date", "2020-02-30"),
    ("as_of", "2021-06-30", "as-of-outside-period", "2020年"),
    ("vintage", "first", "unknown-vintage", "census_2020"),
    ("maturity", "done", "bad-maturity", "preliminary"),
    ("trust", "D", "bad-trust", "官方"),
    ("note", "a\x00b", "control-character", "U+0000"),
    ("scope", "a\x07b", "control-character", "U+0007"),
]


@pytest.mark.parametrize(("column", "cell", "code", "says"), BAD_CELLS)
def test_a_bad_cell_is_refused_with_file_row_and_column(
    project: Project, column: str, cell: str, code: str, says: str
) -> None:
    text = table_of(row_of(period="2019"), row_of(**{column: cell}))
    (problem,) = problems_of(project, text)
    assert (problem.file, problem.row, problem.column, problem.code) == (NAME, 3, column, code)
    assert says in problem.message


def test_a_percent_below_one_is_a_value_where_the_indicator_is_no_share(project: Project) -> None:
    row = row_of(indicator_id="rate_gap_narrowing", value="0.55", unit="个百分点")
    assert read_tables(project, [write(project, table_of(row))]).value.tolist() == [0.55]


def test_all_problems_of_a_row_and_of_all_files_come_at_once(project: Project) -> None:
    write(project, table_of(row_of(period="x", vintage="y", trust="Z")))
    other = project.folder.observations / "gansu.csv"
    other.write_text(table_of(row_of(value="?")), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_observations(project)
    assert [(one.file, one.column) for one in refused.value.problems] == [
        ("data/observations/gansu.csv", "value"), (NAME, "period"), (NAME, "vintage"),
        (NAME, "trust"),
    ]  # fmt: skip


def test_a_row_number_counts_the_lines_a_person_sees(project: Project) -> None:
    text = table_of(row_of(note='"一\n二\n三"'), row_of(value="x"))
    (problem,) = problems_of(project, text)
    # The header is line 1, the first row takes lines 2 to 4.
    assert problem.row == 5


def test_a_ragged_row_is_refused(project: Project) -> None:
    short, long = row_of(period="2018")[:-5], row_of(period="2019") + ",x"
    problems = problems_of(project, table_of(row_of(), short, long))
    assert [(one.code, one.row) for one in problems] == [("ragged-row", 3), ("ragged-row", 4)]


def test_an_unquoted_thousands_separator_does_not_shift_columns_silently(project: Project) -> None:
    (problem,) = problems_of(project, table_of(row_of(value="1,234.5")))
    assert (problem.code, problem.row) == ("ragged-row", 2)


def test_a_row_swallowed_by_a_quotation_mark_is_found(project: Project) -> None:
    first, third = row_of(note='"开始'), row_of(period="2022", note='结束"')
    (problem,) = problems_of(project, table_of(first, row_of(period="2021"), third))
    assert (problem.code, problem.row, problem.column) == ("unclosed-quote", 2, "note")


def test_a_quotation_mark_that_never_closes_is_refused(project: Project) -> None:
    (problem,) = problems_of(project, table_of(row_of(), row_of(period="2021", note='"开始')))
    assert (problem.code, problem.row) == ("csv-syntax", 3)


def test_a_repeated_value_names_both_rows(project: Project) -> None:
    text = table_of(row_of(), row_of(period="2019"), row_of(value="45"))
    (problem,) = problems_of(project, text)
    assert (problem.code, problem.row) == ("repeated-value", 4)
    assert "第2行" in problem.message


def test_a_value_repeated_in_another_file_names_both_files(project: Project) -> None:
    write(project, table_of(row_of(period="2018"), row_of()))
    other = project.folder.observations / "gansu.csv"
    other.write_text(table_of(row_of()), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_observations(project)
    (problem,) = refused.value.problems
    assert (problem.file, problem.row) == (NAME, 3)
    assert "data/observations/gansu.csv第2行" in problem.message


def test_two_vintages_or_dates_or_scopes_are_no_repetition(project: Project) -> None:
    rows = [row_of(), row_of(vintage="post_census"), row_of(released_on="2022"),
            row_of(scope="城市"), row_of(as_of="2020-06")]  # fmt: skip
    assert len(read_tables(project, [write(project, table_of(*rows))])) == 5


def test_at_most_two_hundred_problems_of_a_file_are_listed(project: Project) -> None:
    problems = problems_of(project, table_of(*[row_of(value="x")] * 250))
    assert len(problems) == 201
    assert "还有50个问题" in problems[-1].message


def test_missing_unknown_and_repeated_columns_are_named(project: Project) -> None:
    header = ",".join(COLUMNS).replace("trust", "信任").replace("url", "note")
    problems = problems_of(project, header + "\n" + row_of())
    assert [(one.code, one.row, one.column) for one in problems] == [
        ("missing-column", 1, "trust"), ("missing-column", 1, "url"),
        ("unknown-column", 1, "信任"), ("repeated-column", 1, "note"),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"\xff\xfea\x00", b"PK\x03\x04\xff\xff\x80"])
def test_a_file_that_is_no_text_of_ours_is_refused(project: Project, content: bytes) -> None:
    (problem,) = problems_of(project, content)
    assert (problem.file, problem.code) == (NAME, "encoding")


def test_an_empty_file_is_refused(project: Project) -> None:
    (problem,) = problems_of(project, "")
    assert (problem.code, problem.row) == ("empty-file", 1)


def test_values_come_in_the_order_of_their_key_whatever_the_order_of_rows(project: Project) -> None:
    rows = [row_of(period=str(year), released_on="") for year in (2022, 2020, 2021)]
    published = read_tables(project, [write(project, table_of(*rows))])
    assert published.period.tolist() == [2020, 2021, 2022]


def test_scopes_that_are_free_text_are_refused(project: Project) -> None:
    rows = [row_of(scope=f"口径{number}") for number in range(4001)]
    (problem,) = problems_of(project, table_of(*rows))
    assert (problem.code, problem.row, problem.column) == ("too-many-scopes", 4002, "scope")
