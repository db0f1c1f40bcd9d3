"""Which blocks stand on turned pages, in every format that has pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.report.records import Block, Heading, Note, Table


@dataclass(frozen=True, slots=True)
class Leaf:
    """Blocks on pages of one kind, turned or upright."""

    is_turned: bool
    blocks: list[Block]


def leaves_of(blocks: Iterable[Block]) -> list[Leaf]:
    """Return blocks by pages: a wide table is turned, with the headings over it and the notes under.

    The first leaf is upright, even where nothing stands on it: the title does.
    """
    leaves = [Leaf(is_turned=False, blocks=[])]
    for block in blocks:
        if isinstance(block, Table) and block.wide:
            above = _headings_off(leaves[-1].blocks)
            leaves.append(Leaf(is_turned=True, blocks=[*above, block]))
        elif leaves[-1].is_turned and not isinstance(block, Note):
            leaves.append(Leaf(is_turned=False, blocks=[block]))
        else:
            leaves[-1].blocks.append(block)
    return [leaf for at, leaf in enumerate(leaves) if leaf.blocks or not at]


def _headings_off(blocks: list[Block]) -> list[Block]:
    """Return the headings at the end of blocks, taken off them."""
    taken: list[Block] = []
    while blocks and isinstance(blocks[-1], Heading):
        taken.insert(0, blocks.pop())
    return taken
