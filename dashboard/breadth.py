"""How wide a text is before anybody has set it: what a fixed drawing reserves for it."""

import unicodedata


def breadth(text: str) -> float:
    """Return how wide a text is, in ems: a Chinese character one, a small letter or digit half."""
    return sum(_ems(one) for one in text)


def _ems(one: str) -> float:
    if unicodedata.east_asian_width(one) in "WF" or one in "—…“”‘’·●▲◆▼▽■○◇":
        return 1.0
    return 0.72 if one.isupper() or one in "%@&mwMW" else 0.5
