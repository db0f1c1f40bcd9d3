"""Labels of a chart stand clear of its lines and of each other."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.placing import Frame, Label, placed, text_width

FRAME = Frame(0.0, 10.0, 0.0, 10.0)
SIDES = ("top left", "bottom right", "top right", "bottom left")


def a_label(x: float, y: float, sides: tuple[str, ...] = SIDES) -> Label:
    return Label(x, y, 60.0, 18.0, sides)


def test_a_label_alone_stands_on_its_first_side() -> None:
    assert placed([a_label(5, 5)], [], FRAME) == ["top left"]


def test_a_label_gives_way_to_a_line() -> None:
    # The line runs from the mark straight up to the left.
    assert placed([a_label(5, 5)], [[(5, 5), (3, 6)]], FRAME) == ["bottom right"]


def test_a_label_gives_way_to_one_that_stands() -> None:
    first, second = placed([a_label(5, 5), a_label(5, 5)], [], FRAME)
    assert (first, second) == ("top left", "bottom right")


def test_a_label_at_the_edge_stays_within() -> None:
    assert placed([a_label(0, 5)], [], FRAME) == ["bottom right"]
    assert placed([a_label(10, 0, ("bottom right", "top left"))], [], FRAME) == ["top left"]


def test_where_every_side_is_covered_the_least_covered_is_taken() -> None:
    around = [[(4.9, 5.4), (3.9, 5.4)], [(4.9, 4.6), (3.9, 4.6)], [(5.1, 4.6), (6.1, 4.6)]]
    crossed = [*around, [(4.9, 5.5), (3.9, 5.5)]]
    sides = ("top left", "bottom left")
    assert placed([a_label(5, 5, sides)], crossed, FRAME) == ["bottom left"]


@given(
    st.lists(
        st.tuples(st.floats(0, 10), st.floats(0, 10), st.sampled_from([SIDES, SIDES[:1]])),
        max_size=5,
    )
)
def test_every_label_gets_one_of_its_own_sides(
    spots: list[tuple[float, float, tuple[str, ...]]],
) -> None:
    labels = [a_label(*spot) for spot in spots]
    sides = placed(labels, [[(0.0, 0.0), (10.0, 10.0)]], FRAME)
    assert all(side in label.sides for side, label in zip(sides, labels, strict=True))


def test_a_chart_of_a_single_year_and_value_has_room() -> None:
    flat = Frame(2020.0, 2020.0, 5.0, 5.0)
    assert placed([a_label(2020, 5)], [[(2020.0, 5.0)]], flat)[0] in SIDES


def test_a_chinese_character_is_about_twice_as_wide_as_a_digit() -> None:
    assert text_width("百分点") == 39.0
    assert 20 < text_width("2024") < 39
