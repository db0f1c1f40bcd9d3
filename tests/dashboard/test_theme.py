"""The palette can be told apart and read in both themes; the style sheets have no value of their own."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

import dashboard
from dashboard.theme import (
    DARK,
    FONT,
    MARKS,
    SPACE,
    TEXT,
    THEMES,
    TOKENS,
    asked_theme,
    css_variables,
    dark_colours,
    font_face,
    picture_style,
    plot_template,
    theme_rules,
)

ASSETS = Path(dashboard.__file__).parent / "assets"
SHEETS = sorted(ASSETS.glob("*.css"))
TONES = ("ok", "warn", "bad", "none")
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), severity 1.0, on linear RGB.
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, colour: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def linear(colour: str) -> Triple:
    """Return the light of a colour written #RRGGBB (sRGB)."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return red, green, blue


def lab(light: Triple) -> Triple:
    """Return CIE L*a*b* (D65) of a light."""
    x, y, z = (
        math.cbrt(share) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29
        for share in (part / white for part, white in zip(times(TO_XYZ, light), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: Matrix) -> float:
    """Return CIE76 between two colours as an eye of this sight has them."""
    seen = [times(sight, linear(colour)) for colour in (one, other)]
    red, blue = (lab((clip(a), clip(b), clip(c))) for a, b, c in seen)
    return math.dist(red, blue)


def clip(share: float) -> float:
    return min(1.0, max(0.0, share))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_measures_agree_with_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(
        4.48, abs=0.01
    )  # the well-known near miss
    assert distance("#000000", "#FFFFFF", SIGHTS["normal"]) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_tones_of_the_statuses_are_told_apart_by_every_eye(theme: str, sight: str) -> None:
    colours = THEMES[theme]
    for one, other in combinations(TONES, 2):
        assert distance(colours[one], colours[other], SIGHTS[sight]) >= 25, (one, other)


GROUNDS = ("ground", "card", "hover", "brand-pale")
READ = {
    "ink": GROUNDS, "ink-2": (*GROUNDS, "none-pale", "warn-pale", "bad-pale", "ok-pale"),
    "brand": GROUNDS, "card": ("ink", "brand", "brand-strong"), "break": ("card", "break-pale"),
    "target": ("card", "break-pale"), "masthead-ink": ("brand-dark",),
    "masthead-ink-2": ("brand-dark",),
    **{tone: (f"{tone}-pale", "card", "ground", "hover") for tone in TONES},
}  # fmt: skip
SEEN = {
    "path": ("card", "break-pale"), "brand": ("card", "break-pale", "line"), "bad": ("card", "line"),
    "edge": ("card", "ground"), "accent": ("brand-dark",), "masthead-line": ("brand-dark",),
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_every_letter_stands_out_from_its_ground(theme: str) -> None:
    colours = THEMES[theme]
    pairs = [(ink, ground) for ink, grounds in READ.items() for ground in grounds]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_and_edge_that_means_something_stands_out_from_its_ground(theme: str) -> None:
    colours = THEMES[theme]
    pairs = [(line, ground) for line, grounds in SEEN.items() for ground in grounds]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_both_themes_have_the_same_names_and_only_whole_colours() -> None:
    assert set(TOKENS) == set(DARK)
    assert all(re.fullmatch("#[0-9A-F]{6}", one) for one in [*TOKENS.values(), *DARK.values()])


def test_every_light_colour_has_exactly_one_dark_colour() -> None:
    """A figure holds colours and not names: two names of one light colour must be one dark one too."""
    dark: dict[str, set[str]] = {}
    for name, light in TOKENS.items():
        dark.setdefault(light, set()).add(DARK[name])
    assert [light for light, found in dark.items() if len(found) > 1] == []
    assert dark_colours() == {light: found.pop() for light, found in dark.items()}


def test_the_template_of_the_charts_has_only_colours_that_have_a_dark_one() -> None:
    used = set(re.findall("#[0-9A-Fa-f]{3,8}", str(plot_template())))
    assert used
    assert used <= set(TOKENS.values())


def test_no_two_statuses_share_shape_and_tone() -> None:
    assert len({(mark.shape, mark.tone) for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize(
    ("wanted", "cookie", "theme"),
    [
        ((), None, "light"),
        ((), "dark", "dark"),
        (("light",), "dark", "light"),
        (("population", "dark"), None, "dark"),  # the overview's filter is called theme too
        (("population",), "light", "light"),
        (("blue",), "green", "light"),
    ],
)
def test_the_address_decides_the_theme_then_the_cookie(
    wanted: tuple[str, ...], cookie: str | None, theme: str
) -> None:
    assert asked_theme(wanted, cookie) == theme


def test_one_theme_is_its_colours_alone() -> None:
    assert css_variables("dark").startswith(":root{color-scheme:dark;")
    assert f"--ground:{DARK['ground']};" in css_variables("dark")
    assert "--text-" not in css_variables("dark")


def test_the_other_theme_is_worn_by_name_and_never_on_paper() -> None:
    assert "@media not print{:root[data-theme=dark]{color-scheme:dark;" in css_variables()
    assert "@media not print{:root[data-theme=light]{color-scheme:light;" in theme_rules("dark")


def test_the_scales_grow_step_by_step() -> None:
    for scale in (TEXT, SPACE):
        sizes = [float(step.removesuffix("rem")) for step in scale]
        assert sizes == sorted(set(sizes))
    assert f"--text-{len(TEXT)}:2.125rem;" in css_variables()
    assert f"--space-{len(SPACE)}:2rem;" in css_variables()


def test_a_picture_of_its_own_carries_only_what_it_uses() -> None:
    style = picture_style(["s-path", "f-card", "s-path"])
    assert style.count("{fill:") == 2 and style.count("{stroke:") == 2  # light and dark
    assert TOKENS["path"] in style and DARK["path"] in style


def test_every_font_that_is_shipped_is_declared_once_and_stands_behind_those_of_the_system() -> (
    None
):
    addresses = re.findall(r'url\("/assets/([^"?]+)', font_face())
    assert sorted(addresses) == sorted(
        f"fonts/{file.name}" for file in (ASSETS / "fonts").glob("*.woff2")
    )
    families = set(re.findall(r'font-family:("[^"]+")', font_face()))
    system, _, shipped = FONT.partition(min(families))
    assert '"Microsoft YaHei"' in system
    assert all(family in min(families) + shipped for family in families)
    assert not any(family in system for family in families)


@dataclass(frozen=True)
class Declaration:
    """One line of a style sheet with where it stands."""

    sheet: str
    within: str
    selector: str
    name: str
    value: str


def declarations(sheet: Path) -> Iterator[Declaration]:
    """Yield the declarations of a sheet, without its comments."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    open_blocks: list[str] = []
    for part in re.findall(r"[^{};]+[{;]?|\}", text):
        words = " ".join(part.strip("{;").split())
        if part == "}":
            open_blocks.pop()
        elif part.endswith("{"):
            open_blocks.append(words)
        elif words and open_blocks:
            name, _, value = words.partition(":")
            *within, selector = open_blocks
            yield Declaration(sheet.name, " ".join(within), selector, name.strip(), value.strip())
    assert open_blocks == [], f"{sheet.name} does not close its blocks"


EVERY = [one for sheet in SHEETS for one in declarations(sheet)]


def test_the_style_sheets_are_read() -> None:
    assert len(SHEETS) == 6
    assert len(EVERY) > 400
    assert all(len(sheet.read_text("utf-8").splitlines()) <= 400 for sheet in SHEETS)


def test_no_style_sheet_has_a_colour_of_its_own() -> None:
    own = re.compile(
        r"#[0-9a-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|oklch|white|black|gr[ae]y|red)\b", re.I
    )
    assert [one for one in EVERY if own.search(one.value)] == []


def test_letters_have_the_sizes_of_the_scale() -> None:
    """On paper points are allowed, within a line a share of it; pixels nowhere."""
    fits = re.compile(r"var\(--text-[1-7]\)|inherit|\.\d+em")
    paper = re.compile(r"[\d.]+pt")
    sizes = [one for one in EVERY if one.name in ("font-size", "font")]
    assert sizes
    assert [
        one for one in sizes
        if not fits.fullmatch(one.value)
        and not ("print" in one.sheet and paper.fullmatch(one.value))
    ] == []  # fmt: skip


def test_spaces_are_those_of_the_scale() -> None:
    """Beside the scale: nothing, auto, and a share of the letter (em) where the eye asks for it."""
    space = re.compile(
        r"0|auto|-?[\d.]*\d+em|var\(--space-[1-8]\)|calc\(-1 \* var\(--space-[1-8]\)\)|[\d.]+mm|!important"
    )
    names = re.compile(r"(margin|padding|gap|row-gap|column-gap)(-\w+)*")
    spaces = [one for one in EVERY if names.fullmatch(one.name)]
    assert spaces
    assert [
        one for one in spaces
        if not all(space.fullmatch(part) for part in re.findall(r"calc\(.*?\)\)|\S+", one.value))
    ] == []  # fmt: skip


def test_every_name_that_a_sheet_uses_is_a_token() -> None:
    known = set(re.findall(r"--([\w-]+):", css_variables())) | {"tone"}
    used = {name for one in EVERY for name in re.findall(r"var\(--([\w-]+)", one.value)}
    assert used - known == set()


def test_nothing_is_said_twice_of_one_thing() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    twice = []
    for one in EVERY:
        for selector in one.selector.split(", "):
            key = (one.within, selector, one.name)
            if seen.get(key) == one.value:
                twice.append(key)
            seen[key] = one.value
    assert twice == []
