"""The board: the only place that joins queries with judgement; every output reads it.

It opens the database read-only; one open board shows one release, whatever is loaded meanwhile. It
decides nothing that the registry or the domain decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.chains import panel_of, path_of
from dashboard.records import Cell, Chain, Panel, Past, Point, Row, Source
from etl.domain.asof import AsOf
from etl.domain.columns import CAUSES, SINCE_BREAK, STATUSES
from etl.domain.in_force import in_force
from etl.domain.periods import time_of
from etl.domain.reason import Wording
from etl.domain.records import (
    NATION,
    Indicator,
    Observation,
    Place,
    PlaceAlias,
    Registry,
    Statement,
    Target,
)
from etl.domain.rollup import RollUp, members_of, roll_up
from etl.domain.slices import Judged, family_of, judge_slice, judge_years, preferred
from etl.errors import NotFound
from etl.project.places import find_place
from etl.store import query
from etl.store.decisions import Decisions
from etl.store.digest import verify
from etl.store.query import Places
from etl.store.reader import Connection

_VERDICT = (
    "actual", "expected", "gap", "level_completion", "distance_completion", "schedule_completion",
    "gap_points", "needed_per_year", "acceleration", "comparable", "base_revised",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What changes only with a release: read once for each."""

    key: tuple[object, ...]
    release: query.Release
    registry: Registry
    places: Mapping[str, Place]
    aliases: tuple[PlaceAlias, ...]
    sources: Mapping[str, Source]
    lead: str | None


class Board:
    """Rows, chains and cells of one release, as of a day where one is given.

    `day` ("2026-11-23") is the day it is looked at: that of `as_of`, else today.
    """

    def __init__(
        self, connection: Connection, snapshot: Snapshot, as_of: AsOf | None = None, today: str = ""
    ) -> None:
        self._connection, self._now, self.as_of = connection, snapshot, as_of
        self.day = as_of.day if as_of and as_of.day else today or snapshot.release.loaded_at[:10]

    @property
    def release(self) -> query.Release:
        """Return the release the board shows."""
        return self._now.release

    @property
    def registry(self) -> Registry:
        """Return the registry the release was loaded with."""
        return self._now.registry

    @property
    def places(self) -> Mapping[str, Place]:
        """Return all places by code."""
        return self._now.places

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return all plan documents by id."""
        return self._now.sources

    @property
    def home(self) -> str:
        """Return the code of the commission's own place, the nation where none is named."""
        return self.registry.home or NATION

    @property
    def lead_indicator(self) -> str | None:
        """Return the first indicator of the registry that has a target at home."""
        now = self._now
        return now.lead or next(iter(now.registry.indicators), None)

    def find_place(self, given: str) -> Place:
        """Return a place by code, old code, name or alias. Raises NotFound."""
        return find_place(given, self.places, self._now.aliases)

    def find_indicator(self, given: str) -> Indicator:
        """Return an indicator by id, name or alias. Raises NotFound."""
        for indicator in self.registry.indicators.values():
            if given in (indicator.indicator_id, indicator.name.zh, *indicator.aliases):
                return indicator
        known = "、".join(list(self.registry.indicators)[:6])
        raise NotFound(f"没有“{given}”这个指标；请用登记表中的编号或名称，如{known}。")

    def wording(self, indicator: Indicator, lang: str = "zh") -> Wording:
        """Return how an indicator's numbers are written."""
        return Wording(indicator, self.registry.units[indicator.unit], lang)

    @property
    def decisions(self) -> Decisions:
        """Return what persons decided after judgement: 研判, 督办 and 发布版."""
        return Decisions(self._connection)

    def places_seen(self) -> list[str]:
        """Return the codes of the places that have a target or a value."""
        return query.places_seen(self._connection)

    def is_intact(self) -> bool:
        """Return whether the content still is what was loaded: finds even one flipped bit."""
        return verify(self._connection)

    def observations(self, place_id: Places, indicator_id: str | None) -> list[Observation]:
        """Return published values of a place or places, of an indicator or of both."""
        found = query.observations(self._connection, place_id=place_id, indicator_id=indicator_id)
        as_of = self.as_of
        return [part for part in found if as_of.knows(part)] if as_of else found

    def rows(
        self,
        place_id: Places = None,
        indicator_id: str | None = None,
        as_of: AsOf | None = None,
    ) -> list[Row]:
        """Return one row per target: as loaded, or as things stood by `as_of`."""
        as_of = self._narrowed(as_of)
        targets = query.targets(self._connection, place_id=place_id, indicator_id=indicator_id)
        seen = query.observations(self._connection, place_id=place_id, indicator_id=indicator_id)
        if as_of is not None:
            return self._judged_rows(judge_slice(targets, seen, self.registry, as_of))
        verdicts = query.assessments(self._connection, place_id=place_id, indicator_id=indicator_id)
        return self._stored_rows(in_force(targets), seen, verdicts)

    def row(self, target_id: str) -> Row | None:
        """Return the row of one target, None where there is none of this id as of the day."""
        pair = query.pair_of(self._connection, target_id)
        rows = self.rows(*pair) if pair else []
        return next((row for row in rows if row.target.target_id == target_id), None)

    def _narrowed(self, as_of: AsOf | None) -> AsOf | None:
        """Return what was asked for, within what the whole board is shown as of."""
        if as_of is None or self.as_of is None:
            return as_of or self.as_of
        return AsOf(as_of.year or self.as_of.year, as_of.known_on or self.as_of.known_on)

    def histories(
        self, place_id: Places = None, indicator_id: str | None = None
    ) -> dict[str, tuple[Past, ...]]:
        """Return by target the status of every year that has a value of its own, the oldest first."""
        targets = query.targets(self._connection, place_id=place_id, indicator_id=indicator_id)
        seen = self.observations(place_id, indicator_id)
        found: dict[str, list[Past]] = {target.target_id: [] for target in targets}
        for one in judge_years(targets, seen, self.registry, self.as_of or AsOf()):
            found[one.target_id].append(Past(one.year, one.status, one.gap_points))
        return {target_id: tuple(past) for target_id, past in found.items()}

    def _judged_rows(self, judged: Judged) -> list[Row]:
        columns = judged.verdicts
        return [
            self._row(
                target, seen, STATUSES[columns.status[at]], CAUSES[columns.cause[at]],
                {name: _present(getattr(columns, name)[at].item()) for name in _VERDICT},
            )
            for at, (target, seen) in enumerate(zip(judged.targets, judged.used, strict=True))
        ]  # fmt: skip

    def _stored_rows(
        self,
        targets: Sequence[Target],
        observations: Iterable[Observation],
        verdicts: Iterable[query.Assessment],
    ) -> list[Row]:
        # 未评估到数值的目标没有这个键，查不到即为None。
        seen: Mapping[tuple[object, ...], Observation] = {_key(part): part for part in observations}
        by_target = {verdict.target_id: verdict for verdict in verdicts}
        rows = []
        for target in targets:
            verdict = by_target.get(target.target_id)
            if verdict is None:
                continue
            used = seen.get(
                (target.indicator_id, target.place_id, verdict.period, verdict.vintage,
                 verdict.scope, verdict.released_on, verdict.as_of)
            )  # fmt: skip
            values = {name: getattr(verdict, name) for name in _VERDICT}
            rows.append(self._row(target, used, verdict.status, verdict.cause, values))
        return rows

    def _row(
        self,
        target: Target,
        seen: Observation | None,
        status: str,
        cause: str,
        values: Mapping[str, float | None],
    ) -> Row:
        now = self._now
        indicator = now.registry.indicators[target.indicator_id]
        return Row(
            target=target, place=now.places[target.place_id], indicator=indicator,
            unit=now.registry.units[indicator.unit], source=now.sources[target.document_id],
            observation=seen, status=status, cause=cause, **values,  # type: ignore[arg-type]
        )  # fmt: skip

    def chains(self, place_id: str | None = None, indicator_id: str | None = None) -> list[Chain]:
        """Return the chains of a place or an indicator: the newest plan first within each, one that
        another plan superseded last."""
        rows = self.rows(place_id, indicator_id)
        seen: dict[tuple[str, str, str], list[Observation]] = {}
        for part in self.observations(place_id, indicator_id):
            seen.setdefault((part.place_id, part.indicator_id, part.scope), []).append(part)
        grouped: dict[str, list[Row]] = {}
        for row in rows:
            grouped.setdefault(row.target.chain_id, []).append(row)
        chains = [self._chain(group, seen) for group in grouped.values()]
        order = {key: number for number, key in enumerate(self.registry.indicators)}

        def rank(chain: Chain) -> tuple[int, str, bool, int]:
            row = chain.current
            aim, pair = row.target, (order[row.indicator.indicator_id], row.place.place_id)
            return (*pair, bool(aim.superseded_by), -(aim.year or 0))

        return sorted(chains, key=rank)

    def _chain(
        self, rows: list[Row], published: Mapping[tuple[str, str, str], Sequence[Observation]]
    ) -> Chain:
        rows = sorted(rows, key=lambda row: row.target.year or 0)
        aim = rows[0].target
        seen = published.get((aim.place_id, aim.indicator_id, aim.scope), ())
        return Chain(tuple(rows), self._points(seen), path_of(rows))

    def _points(self, observations: Sequence[Observation]) -> tuple[Point, ...]:
        """Return the values as points: of each series the one of its year that judgement takes."""
        series: dict[int, list[Observation]] = {}
        for part in observations:
            series.setdefault(family_of(part, self.registry), []).append(part)
        points = []
        for number, parts in series.items():
            chosen = {_key(part) for part in preferred(parts, self.registry, number)}
            points += [
                Point(
                    part,
                    number,
                    _key(part) in chosen,
                    time_of(part.period, part.as_of),
                    self.registry.vintages[part.vintage].name,
                )
                for part in parts
            ]
        return tuple(sorted(points, key=lambda point: (point.series, point.time)))

    def points(self, place_id: str, indicator_id: str) -> tuple[Point, ...]:
        """Return the published values of one pair in the scope that has most of them."""
        return self._most(self.observations(place_id, indicator_id))

    def _most(self, observations: Iterable[Observation]) -> tuple[Point, ...]:
        scopes: dict[str, list[Observation]] = {}
        for part in observations:
            scopes.setdefault(part.scope, []).append(part)
        return self._points(max(scopes.values(), key=len, default=[]))

    def panels(self, indicator_id: str, aimed: Iterable[Chain]) -> list[Panel]:
        """Return one small chart per place with values: its newest chain, or its values alone.

        `aimed` are the chains of the indicator.
        """
        chains: dict[str, Chain] = {}
        for chain in aimed:
            chains.setdefault(chain.current.place.place_id, chain)
        values: dict[str, list[Observation]] = {}
        for part in self.observations(None, indicator_id):
            values.setdefault(part.place_id, []).append(part)
        return [
            panel_of(self.places[code], chains.get(code), self._most(values.get(code, [])))
            for code in sorted({*chains, *values})
        ]

    @property
    def years(self) -> list[int]:
        """Return the years that have values of the leading indicator at home or in the nation."""
        seen = self.observations({self.home, NATION}, self.lead_indicator)
        return sorted({part.period for part in seen}, reverse=True)

    def cells(
        self, place_id: Places = None, indicator_id: str | None = None, until: int | None = None
    ) -> list[Cell]:
        """Return the latest value of each place, indicator and scope, the whole place first.

        `until` leaves out later years.
        """
        grouped: dict[tuple[str, str, str], list[Observation]] = {}
        for part in self.observations(place_id, indicator_id):
            if until is not None and part.period > until:
                continue
            grouped.setdefault((part.place_id, part.indicator_id, part.scope), []).append(part)
        order = {key: number for number, key in enumerate(self.registry.indicators)}
        keys = sorted(grouped, key=lambda key: (key[0], order[key[1]], key[2]))
        return [self._cell(grouped[key]) for key in keys]

    def _cell(self, observations: Sequence[Observation]) -> Cell:
        final = preferred(observations, self.registry, SINCE_BREAK)
        last = final[-1] if final else observations[-1]
        indicator = self.registry.indicators[last.indicator_id]
        return Cell(
            self.places[last.place_id], indicator, self.registry.units[indicator.unit], last
        )

    def ancestors(self, place: Place) -> list[Place]:
        """Return the places above one, the nation first."""
        above: list[Place] = []
        while place.parent_id and place.parent_id in self.places:
            place = self.places[place.parent_id]
            above.insert(0, place)
        return above

    def members(self, place_id: str) -> tuple[str, ...]:
        """Return the codes of the places that make up one."""
        return members_of(place_id, self.places)

    def roll_up(self, place_id: str, indicator_id: str) -> tuple[int, RollUp] | None:
        """Return the latest year in which a rate follows from all parts, with the sums behind it."""
        indicator = self.registry.indicators[indicator_id]
        members = self.members(place_id)
        if indicator.aggregation.method != "ratio" or not indicator.aggregation.denominator:
            return None
        if not members:
            return None
        rates = self._of_members(members, indicator_id)
        weights = self._of_members(members, indicator.aggregation.denominator)
        for year in sorted({part.period for part in rates}, reverse=True):
            found = roll_up(
                members,
                (part for part in rates if part.period == year),
                (part for part in weights if part.period == year),
            )
            if found:
                return year, found
        return None

    def _of_members(self, members: Sequence[str], indicator_id: str) -> list[Observation]:
        wanted = set(members)
        return [
            part
            for part in self.observations(None, indicator_id)
            if part.place_id in wanted and not part.scope and part.maturity != "forecast"
        ]

    def passages(self, chain: Chain) -> list[Statement]:
        """Return the passages that say the milestones of a chain, in their order."""
        ids = [row.target.target_id for row in chain.rows]
        found = query.statements_of(self._connection, ids)
        return [passage for target_id in ids for passage in found[target_id]]

    def reviewers(self, chain: Chain) -> dict[str, str]:
        """Return who accepted each passage of a chain, and when, by statement id."""
        ids = [key for row in chain.rows for key in row.target.statement_ids]
        return query.reviewers(self._connection, ids)

    def base_passage(self, chain: Chain) -> list[Statement]:
        """Return the passage that prints the base of a chain, none where the plan prints none."""
        wanted = chain.rows[0].target.base_statement_id
        return query.statements(self._connection, [wanted]) if wanted else []


def _present(value: float | bool) -> float | bool | None:
    return None if value != value else value


def _key(part: Observation) -> tuple[str, str, int, str, str, str, str]:
    return (
        part.indicator_id, part.place_id, part.period, part.vintage, part.scope,
        part.released_on, part.as_of,
    )  # fmt: skip
