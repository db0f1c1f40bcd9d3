"""How Office is told to show a number: the same in cells and on the axes of charts."""


def number_format(decimals: int) -> str:
    """Return the format of a number with so many decimals: "0.00"."""
    return "0" + (f".{'0' * decimals}" if decimals else "")


def with_minus(shown: str) -> str:
    """Return a format that shows negative numbers with a true minus."""
    return f"{shown};−{shown}"
