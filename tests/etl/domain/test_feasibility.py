"""Whether a pace was ever kept: by the series itself, and by places that reached its level."""

import pytest

from etl.domain.feasibility import Asked, Kept, Peer, PeerPace, feasibility_of
from etl.domain.strength import Seen

TRACK = [(2015, 40.0), (2016, 42.0), (2018, 45.0), (2020, 46.0), (2021, 47.0)]


def peer(name: str, *values: tuple[int, float]) -> Peer:
    return Peer(name, name, tuple(Seen(year, value) for year, value in values))


def test_the_best_pace_is_between_two_values_exactly_as_many_years_apart() -> None:
    # Two years: 2016-18 (45-42)/2 = 1.5; 2018-20 (46-45)/2 = 0.5. 2015-17 is not published.
    found = feasibility_of(Asked(1.4, 2, 1), TRACK, 1.0, None)
    assert found.best == Kept(2016, 2018, 1.5)
    assert (found.verdict, found.kept_before) == ("faster", True)
    assert found.ratio == pytest.approx(1.4)


def test_a_pace_kept_over_fewer_years_does_not_count() -> None:
    # One year: 2015-16 two points; over five years 2015-20 (46-40)/5 = 1.2, 2016-21 (47-42)/5 = 1.
    found = feasibility_of(Asked(1.5, 5, 1), TRACK, 1.0, None)
    assert found.best == Kept(2015, 2020, 1.2)
    assert (found.verdict, found.kept_before) == ("unprecedented", False)


def test_a_pace_that_is_enough_is_feasible_whatever_was_before() -> None:
    found = feasibility_of(Asked(1.3, 5, 1), TRACK, 1.3, None)
    assert (found.verdict, found.kept_before) == ("feasible", False)
    assert found.ratio == pytest.approx(1.0)


def test_without_two_such_years_nothing_is_claimed_of_history() -> None:
    found = feasibility_of(Asked(1.4, 7, 1), TRACK, 1.0, None)
    assert (found.best, found.kept_before, found.verdict) == (None, None, "faster")


def test_without_an_own_pace_history_alone_decides() -> None:
    assert feasibility_of(Asked(1.4, 2, 1), TRACK, None, None).verdict == "feasible"
    assert feasibility_of(Asked(1.6, 2, 1), TRACK, None, None).verdict == "unprecedented"
    assert feasibility_of(Asked(1.6, 7, 1), TRACK, None, None).verdict == ""


def test_a_pace_away_from_the_target_has_no_ratio() -> None:
    assert feasibility_of(Asked(1.4, 2, 1), TRACK, -0.1, None).ratio is None
    assert feasibility_of(Asked(1.4, 2, 1), TRACK, 0.0, None).ratio is None


def test_where_less_is_better_the_best_pace_is_the_steepest_fall() -> None:
    falling = [(2020, 3.0), (2021, 2.6), (2022, 2.5)]
    found = feasibility_of(Asked(-0.3, 1, -1), falling, -0.2, None)
    assert found.best is not None
    assert found.best.per_year == pytest.approx(-0.4)
    assert found.verdict == "faster"
    assert found.ratio == pytest.approx(1.5)


def test_peers_count_from_their_first_value_at_or_past_the_level() -> None:
    found = feasibility_of(
        Asked(1.0, 2, 1),
        TRACK,  # stands at 47
        0.5,
        [
            peer("快", (2018, 46.0), (2019, 47.0), (2020, 47.5), (2021, 49.5)),  # 2.5/2 = 1.25
            peer("慢", (2019, 60.0), (2020, 60.5), (2021, 61.0)),  # 1/2 = 0.5
            peer("断", (2019, 50.0), (2020, 52.0), (2022, 60.0)),  # nothing in 2021
            peer("低", (2020, 40.0), (2021, 46.9)),
            peer("无"),
        ],
    )
    assert found.peers == (
        PeerPace("快", "快", 2019, 47.0, 1.25, True),
        PeerPace("慢", "慢", 2019, 60.0, 0.5, False),
        PeerPace("断", "断", 2019, 50.0, None, False),
    )


def test_where_less_is_better_a_peer_passes_the_level_downwards() -> None:
    found = feasibility_of(
        Asked(-0.1, 1, -1),
        [(2022, 2.5)],
        None,
        [peer("先", (2020, 2.6), (2021, 2.4), (2022, 2.2)), peer("后", (2021, 2.9))],
    )
    assert found.peers is not None
    (only,) = found.peers
    assert (only.name, only.start, only.kept) == ("先", 2021, True)


def test_what_peers_did_never_changes_the_verdict() -> None:
    fast = [peer("快", (2018, 47.0), (2020, 67.0))]
    alone = feasibility_of(Asked(9.0, 2, 1), TRACK, 1.0, [])
    beside = feasibility_of(Asked(9.0, 2, 1), TRACK, 1.0, fast)
    assert beside.peers
    assert beside.peers[0].kept
    assert alone.verdict == beside.verdict == "unprecedented"
