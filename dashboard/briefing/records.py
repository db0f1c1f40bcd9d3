"""What the briefing screen shows: scenes of finished texts; whoever draws them decides nothing.

Every number is a text as it is read, or a percentage, a year or a value for its place on a chart.
"""

from dataclasses import dataclass

from etl.store.query import Release


@dataclass(frozen=True, slots=True)
class Status:
    """A status as it is shown: its key among theme.MARKS, its official word, its tone."""

    key: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: "49.50" with its unit "%", what it is, one line of context.

    `share` and `due` are the distance covered and the schedule in percent, None without a bar.
    """

    label: str
    number: str
    unit: str
    note: str
    tone: str = ""
    share: float | None = None
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a chart in the unit shown; `time` is the year, or less within it (2022.5)."""

    time: float
    value: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Actuals against the target path: solid, dashed, diamonds; nothing is joined across a gap.

    `earlier` are the runs before the break of the census, `actuals` those after it (or all where
    there is no break); `broken_at` is where the break stands. Of yearly tasks each is a run of
    `path`. `latest` is the labelled actual and `due` what the path asks of its time, labelled with
    the gap. `summary` says it in words, `head` and `table` hold the same values as text.
    """

    unit: str
    earlier: tuple[tuple[Dot, ...], ...]
    actuals: tuple[tuple[Dot, ...], ...]
    path: tuple[tuple[Dot, ...], ...]
    targets: tuple[Dot, ...]
    latest: Dot | None
    due: Dot | None
    broken_at: float | None
    tone: str
    summary: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One target in a list: what it is, where it stands, what was asked.

    `value` and `aim` are texts with their years beside them; `gap` "−33.8" or "" where there is
    none; `share` and `due` as in Figure; `owner` who answers for it.
    """

    name: str
    value: str
    value_year: str
    aim: str
    aim_year: str
    gap: str
    status: Status
    owner: str = ""
    share: float | None = None
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets have a status; `note` says what is in it ("其中提前实现2项")."""

    status: Status
    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """One place of a ranking; `gap_points` None where it has none, `gap` its text.

    `position` counts those that have a gap, None for the others. `is_own` is the place shown.
    """

    place: str
    is_own: bool
    position: int | None
    value: str
    value_year: str
    aim: str
    aim_year: str
    gap_points: float | None
    gap: str
    status: Status


@dataclass(frozen=True, slots=True)
class Department:
    """One responsible department: how many items in each state, in the order of `states`."""

    name: str
    numbers: tuple[int, ...]
    overdue: int
    worst: Status


@dataclass(frozen=True, slots=True)
class Headline:
    """The leading indicator: now, the next target, the last target, the trajectory."""

    status: Status | None
    figures: tuple[Figure, ...]
    plot: Plot | None


@dataclass(frozen=True, slots=True)
class Counts:
    """All targets by status, and what is furthest behind."""

    total: int
    counts: tuple[Count, ...]
    furthest: tuple[Line, ...]
    furthest_title: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places on the leading indicator, the furthest behind its own target first."""

    lines: tuple[Rank, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """The targets of one theme."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Supervision:
    """What is to be acted on, by responsible department; `states` are the words of the columns."""

    figures: tuple[Figure, ...]
    states: tuple[str, ...]
    departments: tuple[Department, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the numbers come from and how they are judged; `legend` is every status with its meaning."""

    facts: tuple[tuple[str, tuple[str, ...]], ...]
    legend: tuple[tuple[Status, str], ...]


Body = Headline | Counts | Ranking | Theme | Supervision | Closing


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: `key` is its address within the screen ("theme2-housing"), `title` what it is
    about, `finding` the one sentence to remember; unit, source and rule stand in its foot."""

    key: str
    title: str
    finding: str
    tone: str
    unit: str
    source: str
    rule: str
    seconds: float
    body: Body


@dataclass(frozen=True, slots=True)
class Briefing:
    """All scenes of one place in their order; `resume_minutes` ends a pause that was forgotten."""

    place_id: str
    title: str
    day: str
    as_of: str
    release: Release
    scenes: tuple[Scene, ...]
    resume_minutes: float
