"""方法说明: every rule in official words, made from the registry and the code when it is drawn."""

from collections.abc import Callable

from dash import html

from dashboard.board import Board
from dashboard.components import Part, card
from dashboard.pages.help_outlook import outlook_part, strength_part
from dashboard.pages.help_parts import (
    bands_part,
    causes_part,
    chains_part,
    freshness_part,
    indicators_part,
    kinds_part,
    paths_part,
    rounding_part,
    rules_part,
    schedule_part,
    score_part,
    statuses_part,
    supervision_part,
    values_part,
)
from dashboard.words import word
from etl.domain.records import Registry

Section = Callable[[Registry, str], list[Part]]
SECTIONS: dict[str, Section] = {
    "schedule": schedule_part,
    "bands": bands_part,
    "statuses": statuses_part,
    "causes": causes_part,
    "rounding": rounding_part,
    "kinds": kinds_part,
    "paths": paths_part,
    "chains": chains_part,
    "values": values_part,
    "outlook": outlook_part,
    "strength": strength_part,
    "freshness": freshness_part,
    "supervision": supervision_part,
    "score": score_part,
    "rules": rules_part,
    "indicators": indicators_part,
}


def layout(board: Board, lang: str) -> list[Part]:
    """Return what every rule says, made from the registry."""
    return content(board.registry, lang)


def content(registry: Registry, lang: str) -> list[Part]:
    """Return the page of a registry."""
    lead = word("help_lead", lang).format(version=registry.version)
    links = [
        html.A(word(f"help_{name}", lang), href=f"#{name}", className="contents-link")
        for name in SECTIONS
    ]
    return [
        html.Div([html.H1(word("help", lang))], className="page-head"),
        html.P(lead, className="note"),
        html.Nav(links, className="contents", **{"aria-label": word("on_this_page", lang)}),
        *(
            card(html.H2(word(f"help_{name}", lang)), *part(registry, lang), id=name, className="method")
            for name, part in SECTIONS.items()
        ),
    ]  # fmt: skip
