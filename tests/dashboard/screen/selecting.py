"""Finds parts of a page by tag, id and class; lxml's own selectors need a library we do not have."""

import re

from lxml import html

_SIMPLE = re.compile(r"([#.]?)([\w-]+)")


def select(node: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return the descendants that match simple selectors separated by spaces: "table.ranking tr"."""
    return node.xpath("." + "".join(_step(part) for part in selector.split()))


def _step(part: str) -> str:
    step = "//*"
    for kind, name in _SIMPLE.findall(part):
        if kind == "#":
            step += f'[@id="{name}"]'
        elif kind == ".":
            step += f'[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'
        else:
            step += f"[self::{name}]"
    return step
