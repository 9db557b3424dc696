"""Contrast of the colours in use, by day and at night: text at 4.5:1 at least, shapes at 3:1 (WCAG 2.2, 1.4.3, 1.4.11).

Pairs come from two places: the rules that set both a text colour and a ground, read from the style sheets, and the
table below, for text that inherits its colour and for shapes. Exit status 1 if one pair is under its threshold.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tinycss2

ROOT = Path(__file__).parent.parent
CSS = ROOT / "static" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*(?:light-dark\((#\w+), (#\w+)\)|(#\w+))\s*;")
VARIABLE = re.compile(r"var\(--([\w-]+)")

GROUNDS = ("paper", "surface", "stone", "saffron-tint", "river-tint", "good-tint", "wine-tint")
DOMAINS = ("d1", "d2", "d3", "d4", "d5")
INHERITED = [
    *((text, ground) for text in ("ink", "soft", "walnut", "river", "river-deep") for ground in GROUNDS),
    *((domain, ground) for domain in DOMAINS for ground in ("paper", "surface", "stone", f"{domain}-tint")),
    *(("on-fill", f"{domain}-fill") for domain in DOMAINS),
    *(("wine", ground) for ground in ("paper", "surface", "wine-tint")),
    *(("good", ground) for ground in ("paper", "surface", "good-tint")),
]
SHAPES = [
    *(("edge", ground) for ground in ("paper", "surface", "stone")),
    # The ring of the focus: saffron inside, ink outside; one of the two stands out on any ground.
    *(("ink", ground) for ground in GROUNDS),
    *(("river", "paper"), ("good", "surface"), ("wine", "paper")),
    *((f"{domain}-fill", "paper") for domain in DOMAINS),
]


@dataclass(frozen=True, order=True)
class Pair:
    """A ratio, and the names of its two colours."""

    ratio: float
    text: str
    ground: str

    def __str__(self) -> str:
        return f"{self.text} sur {self.ground} {self.ratio:.2f}"


def read_colours() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours by day and at night, by name."""
    text = (CSS / "tokens" / "colours.css").read_text(encoding="utf-8")
    found = TOKEN.findall(text)
    return {name: day or both for name, day, _, both in found}, {name: night or both for name, _, night, both in found}


def luminance(colour: str) -> float:
    """Return the relative luminance of « #rgb » or « #rrggbb », as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def pairs_of_rules() -> Iterator[tuple[str, str]]:
    """Yield the text colour and the ground of each rule that sets both by name."""
    for path in sorted(CSS.rglob("*.css")):
        yield from _pairs(tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True))


def _pairs(nodes: list) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if node.type == "at-rule" and node.content and node.at_keyword != "font-face":
            yield from _pairs(tinycss2.parse_rule_list(node.content, skip_comments=True))
        elif node.type == "qualified-rule":
            contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            values = {part.name: tinycss2.serialize(part.value) for part in contents if part.type == "declaration"}
            text, ground = values.get("color", ""), values.get("background", values.get("background-color", ""))
            if (text := VARIABLE.search(text)) and (ground := VARIABLE.search(ground)):
                yield text[1], ground[1]


def measured(colours: dict[str, str], pairs: set[tuple[str, str]]) -> list[Pair]:
    """Return the pairs whose two names are colours, the faintest first; `--d` stands for each domain in turn."""
    return sorted(
        Pair(contrast(colours[text], colours[ground]), text, ground)
        for text, ground in pairs
        if text in colours and ground in colours
    )


def main() -> int:
    texts, shapes = {*INHERITED, *pairs_of_rules()}, set(SHAPES)
    failed = False
    for name, colours in zip(("jour", "nuit"), read_colours(), strict=True):
        for kind, pairs, least in (("textes", texts, 4.5), ("formes", shapes, 3.0)):
            found = measured(colours, pairs)
            faint = [pair for pair in found if pair.ratio < least]
            failed = failed or bool(faint)
            print(f"{name}, {len(found)} paires de {kind}, la plus faible : {found[0]}")
            print("".join(f"  sous {least}:1 : {pair}\n" for pair in faint), end="")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
