"""A hand calculator: it keys in what a calculation sheet prints, and nothing else.

It knows + − × ÷ ^ from the left, brackets, ln and e^, a leading minus, commas between thousands,
and chains of comparisons. It shares no code with what prints the sheets.
"""

import math
import re

_TOKEN = re.compile(r"ln|e\^|[\d,]+(?:\.\d+)?|[-−+×÷^()]")
_COMPARES = re.compile(r" ([≤≥<>]) ")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def keyed_in(text: str) -> float:
    """Return what an expression comes to. Raises ValueError for what is none."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise ValueError(text)
    value = _sum(tokens)
    if tokens:
        raise ValueError(text)
    return value


def is_true(text: str) -> bool:
    """Return whether a chain of comparisons holds: "-30 ≤ -20.25 ≤ -10", days too."""
    parts = _COMPARES.split(text)
    sides = [part if _DAY.fullmatch(part) else keyed_in(part) for part in parts[::2]]
    pairs = zip(sides, parts[1::2], sides[1:], strict=False)
    return len(sides) > 1 and all(_compared(*pair) for pair in pairs)


def _compared(left: float | str, sign: str, right: float | str) -> bool:
    assert type(left) is type(right)
    order = (left > right) - (left < right)  # type: ignore[operator]
    return {"≤": order <= 0, "≥": order >= 0, "<": order < 0, ">": order > 0}[sign]


def _sum(tokens: list[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in "+−":
        sign = 1 if tokens.pop(0) == "+" else -1
        value += sign * _product(tokens)
    return value


def _product(tokens: list[str]) -> float:
    value = _power(tokens)
    while tokens and tokens[0] in "×÷":
        value = value * _power(tokens) if tokens.pop(0) == "×" else value / _power(tokens)
    return value


def _power(tokens: list[str]) -> float:
    value = _atom(tokens)
    if tokens and tokens[0] == "^":
        tokens.pop(0)
        value = float(value ** _atom(tokens))
    return value


def _atom(tokens: list[str]) -> float:
    token = tokens.pop(0)
    if token == "(":
        value = _sum(tokens)
        assert tokens.pop(0) == ")"
        return value
    if token == "-":
        return -_atom(tokens)
    if token == "ln":
        return math.log(_atom(tokens))
    if token == "e^":
        return math.exp(_atom(tokens))
    return float(token.replace(",", ""))
