"""A drawn page as a reader has it: its texts, its links, the values of its controls."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def parts_of(part: Any) -> Iterator[Component]:
    """Yield every component of a drawn part, outer ones first."""
    if isinstance(part, list | tuple):
        for child in part:
            yield from parts_of(child)
    elif isinstance(part, Component):
        yield part
        yield from parts_of(getattr(part, "children", None))


def text_of(part: Any) -> str:
    """Return the text of a drawn part, a line for each cell and paragraph."""
    if isinstance(part, list | tuple):
        return "".join(text_of(child) for child in part)
    if isinstance(part, Component):
        inside = text_of(getattr(part, "children", None))
        apart = type(part).__name__ in (
            "Td",
            "Th",
            "P",
            "Li",
            "H1",
            "H2",
            "H3",
            "Option",
            "Caption",
        )
        return f"{inside}\n" if apart else inside
    return str(part) if isinstance(part, str | int | float) and part is not True else ""


def rows_of(part: Any) -> list[list[str]]:
    """Return the texts of the cells of every table row, those of the head too."""
    return [
        [text_of(cell).strip() for cell in row.children]
        for row in parts_of(part)
        if type(row).__name__ == "Tr" and isinstance(row.children, list)
    ]


def links_of(part: Any) -> list[str]:
    """Return the addresses of all links."""
    return [one.href for one in parts_of(part) if isinstance(getattr(one, "href", None), str)]


def section_of(page: Any, name: str) -> Component:
    """Return the part of a page with an id."""
    (found,) = [one for one in parts_of(page) if getattr(one, "id", None) == name]
    return found


def chosen_in(part: Any) -> dict[str, str]:
    """Return what each select of a part shows as chosen."""
    return {
        select.name: next(option.value for option in select.children if option.selected)
        for select in parts_of(part)
        if type(select).__name__ == "Select"
    }
