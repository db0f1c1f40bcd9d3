"""A whole project as records: what the loader, the checks and the command line take."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.domain.judgements import Judgement
from etl.domain.publications import Edition
from etl.domain.records import (
    Document,
    Place,
    PlaceAlias,
    Registry,
    Review,
    Statement,
    Target,
)
from etl.domain.supervision import Move
from etl.project.folder import Folder


@dataclass(frozen=True, slots=True)
class Department:
    """A responsible body: the name documents use, its full name, and whose government it is of."""

    name: str
    full_name: str
    place_id: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A known error of a source as a person recorded it; `row` is its line in the file.

    `quote` are words of the document, `expect` the figure that recomputing gives, as written;
    `action` is flag: the finding is known, the printed figure stays.
    """

    document_id: str
    quote: str
    action: str
    expect: str
    reason: str
    who: str
    reported_on: str
    row: int


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a project decides except its published values, which are read apart (they are many).

    `targets` are what reviews made of `statements`; mappings are by id, in the order of the files.
    `stale_reviews` are acceptances whose statement is read otherwise now. `judgements` and
    `supervision` are all lines of their logs; stale are those whose target is no longer there and
    which somebody has still to withdraw or close.
    """

    folder: Folder
    registry: Registry
    places: Mapping[str, Place]
    aliases: tuple[PlaceAlias, ...]
    departments: tuple[Department, ...]
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    reviews: tuple[Review, ...]
    targets: tuple[Target, ...]
    stale_reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    stale_judgements: tuple[Judgement, ...] = ()
    supervision: tuple[Move, ...] = ()
    stale_moves: tuple[Move, ...] = ()
    publications: tuple[Edition, ...] = ()
