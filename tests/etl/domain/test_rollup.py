"""Rolling up: the rate of the sums, never the mean of the rates, and nothing where a part is absent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Observation, Place
from etl.domain.rollup import RollUp, members_of, roll_up
from etl.project.folder import Folder
from etl.project.observations import read_observations
from etl.project.reader import read_project
from tests.conftest import ROOT
from tests.etl.domain.build import seen

PLACES = {
    one.place_id: one
    for one in (
        Place("610000", "陕西省", "province", "000000"),
        Place("610403", "杨陵区", "county", "610400", counted_in="610000"),
        Place("610400", "咸阳市", "prefecture", "610000"),
        Place("610100", "西安市", "prefecture", "610000"),
        Place("610402", "秦都区", "county", "610400"),
    )
}


def rate(place: str, value: float, vintage: str = "census_2020") -> Observation:
    return seen(2020, value, place_id=place, vintage=vintage)


def people(place: str, value: float, vintage: str = "census_2020") -> Observation:
    return replace(rate(place, value, vintage), indicator_id="people")


def test_yangling_is_counted_beside_xianyang_and_not_in_it() -> None:
    assert members_of("610000", PLACES) == ("610100", "610400", "610403")
    assert members_of("610400", PLACES) == ("610402",)


def test_a_place_without_parts_has_no_members() -> None:
    assert members_of("610402", PLACES) == ()
    assert members_of("999999", PLACES) == ()


def test_the_rate_of_a_whole_is_that_of_its_sums() -> None:
    found = roll_up(
        ("a", "b"), [rate("a", 80.0), rate("b", 20.0)], [people("a", 300.0), people("b", 100.0)]
    )
    # (80 * 300 + 20 * 100) / 400 = 65; the mean of 80 and 20 would be 50.
    assert found == RollUp(65.0, 400.0, 50.0, ("a", "b"), "census_2020")


@pytest.mark.parametrize(
    ("rates", "weights"),
    [
        ([rate("a", 80.0)], [people("a", 300.0), people("b", 100.0)]),
        ([rate("a", 80.0), rate("b", 20.0)], [people("a", 300.0)]),
        ([rate("a", 80.0), rate("b", 20.0)], []),
        # Two vintages are not one table.
        (
            [rate("a", 80.0), rate("b", 20.0, "post_census")],
            [people("a", 300.0), people("b", 100.0)],
        ),
        ([rate("a", 80.0), rate("b", 20.0)], [people("a", 0.0), people("b", 0.0)]),
    ],
)
def test_where_a_part_is_unknown_there_is_no_total(
    rates: list[Observation], weights: list[Observation]
) -> None:
    assert roll_up(("a", "b"), rates, weights) is None


def test_nothing_rolls_up_to_nothing() -> None:
    assert roll_up((), [rate("a", 80.0)], [people("a", 300.0)]) is None


def test_of_several_vintages_the_one_every_member_has_is_used() -> None:
    rates = [rate("a", 80.0), rate("b", 20.0), rate("a", 81.0, "post_census")]
    weights = [people("a", 300.0), people("b", 100.0), people("a", 301.0, "post_census")]
    found = roll_up(("a", "b"), rates, weights)
    assert found is not None and (found.vintage, found.rate) == ("census_2020", 65.0)


def test_what_is_no_member_does_not_count() -> None:
    found = roll_up(
        ("a",), [rate("a", 80.0), rate("b", 20.0)], [people("a", 300.0), people("b", 100.0)]
    )
    assert found is not None and (found.rate, found.denominator) == (80.0, 300.0)


PARTS = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 1e8)), min_size=1, max_size=12)


@given(PARTS)
def test_the_rate_of_a_whole_lies_between_those_of_its_parts(
    parts: list[tuple[float, float]],
) -> None:
    names = [str(number) for number in range(len(parts))]
    found = roll_up(
        names,
        [rate(name, share) for name, (share, _) in zip(names, parts, strict=True)],
        [people(name, size) for name, (_, size) in zip(names, parts, strict=True)],
    )
    shares = [share for share, _ in parts]
    assert found is not None
    assert min(shares) - 1e-9 <= found.rate <= max(shares) + 1e-9


def test_the_ten_cities_and_yangling_make_up_shaanxi_as_published() -> None:
    project = read_project(Folder(ROOT))
    members = members_of("610000", project.places)
    assert len(members) == 11 and "610403" in members

    def census(indicator_id: str) -> list[Observation]:
        return [
            one for one in read_observations(project)
            if (one.indicator_id, one.period, one.scope, one.vintage)
            == (indicator_id, 2020, "", "census_2020")
        ]  # fmt: skip

    found = roll_up(members, census("urbanization_rate"), census("resident_population"))
    assert found is not None
    # The eleven populations sum to 39,528,999; published 62.66; the mean of the rates is no rate.
    assert round(found.denominator) == 39_528_999
    assert round(found.rate, 3) == 62.663
    assert round(found.simple_mean, 2) == 58.47
