"""How columns share the width of a table: one rule for paper, Word and slides."""

from collections.abc import Sequence


def shared_out(whole: float, wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return the parts of a whole in proportion to what is wanted, but none under its least.

    Where a whole is too little for all that is least, they share it in proportion to that.
    """
    if sum(least) >= whole:
        wanted, least = least, [0.0] * len(least)
    fixed: set[int] = set()
    while True:
        free = [at for at in range(len(wanted)) if at not in fixed]
        rest = whole - sum(least[at] for at in fixed)
        share = rest / (sum(wanted[at] for at in free) or 1.0)
        short = {at for at in free if wanted[at] * share < least[at]}
        if not short:
            return [least[at] if at in fixed else one * share for at, one in enumerate(wanted)]
        fixed |= short
