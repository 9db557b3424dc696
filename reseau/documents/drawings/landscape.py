"""A landscape of the Lot, for a cover or a card: hills, a river, a sun and a pebble, placed by the bytes of a hash.

| bytes | decide |
|---|---|
| 0 | pebble at the left or at the right; the sun takes the other side |
| 1 to 3 | place and size of the sun |
| 4 to 8, 9 to 13, 14 to 18 | five heights of the far, middle and near hills |
| 19, 21 | where the river enters, how it bends, how wide it is |
| 20, 22 | what grows on the middle and near hills |
| 23 | tilt of the pebble |
| 25 | what stands on the middle hill |
| 26, 27 | the two domains that colour it, where nothing else gives them |

The first domain colours the sky and the far hills, the last one the field in front.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

WIDTH, HEIGHT = 320, 180
PEBBLE_Y = 88
NO_DOMAIN = 0
DOMAIN_COUNT = 5


class Tones(NamedTuple):
    """Tokens of colours of one domain of the B2i."""

    text: str
    tint: str
    fill: str


def tones_of(domain: int) -> Tones:
    """Return the tokens of a domain by its number; those of the river for none."""
    if domain == NO_DOMAIN:
        return Tones("river", "river-tint", "river")
    return Tones(f"d{domain}", f"d{domain}-tint", f"d{domain}-fill")


def coloured(domains: Sequence[int], colours: Mapping[str, str]) -> str:
    """Return the rules of the style that colour a landscape, by one palette."""
    text, tint, fill = (colours[token] for token in tones_of(domains[0]))
    near = colours[tones_of(domains[-1]).fill]
    return (
        f".sky,.river{{fill:{tint}}}.river{{fill-opacity:.9}}.sun{{fill:{colours['saffron']}}}"
        f".far,.middle{{fill:{fill}}}.far{{fill-opacity:.32}}.middle{{fill-opacity:.62}}"
        f".near{{fill:{near}}}.wall{{fill:{colours['surface']}}}.roof{{fill:{text}}}"
        f".birds{{fill:none;stroke:{text};stroke-width:2;stroke-linecap:round;stroke-linejoin:round}}"
    )


class Ground(NamedTuple):
    """What grows on a hill: white strokes that repeat; `width` and `height` of one piece, `turn` in degrees."""

    width: int
    height: int
    strokes: str
    opacity: float
    thickness: float
    turn: int = 0
    dashes: str = "none"

    def pattern(self, name: str) -> str:
        return (
            f'<pattern id="{name}" width="{self.width}" height="{self.height}" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate({self.turn})"><path d="{self.strokes}" fill="none" stroke="#fff"'
            f' stroke-opacity="{self.opacity}" stroke-width="{self.thickness}" stroke-dasharray="{self.dashes}"'
            ' stroke-linecap="round"/></pattern>'
        )


# Water, dry stone, sowing, tiles, ploughing, vines.
GROUNDS = (
    Ground(24, 12, "M0 6q6-5 12 0t12 0", 0.3, 1.6),
    Ground(34, 20, "M0 0h34M0 10h34M9 0v10M26 10v10", 0.26, 1.5),
    Ground(14, 14, "M0 7h14", 0.3, 2, turn=-28, dashes="1 5"),
    Ground(20, 11, "M0 0q5 11 10 0q5 11 10 0", 0.28, 1.5),
    Ground(18, 18, "M0 4h18M0 13h18", 0.24, 2.4, turn=20),
    Ground(22, 22, "M6 8l3-5 3 5M6 8q3 4 6 0M15 19l3-5 3 5", 0.34, 1.4),
)
# What stands on the middle hill: a dovecote, a dry-stone hut, poplars, birds above it.
LANDMARKS = (
    '<path class="wall" d="M-8 2v-26h16v26z"/><path class="roof" d="M-11-23 0-38l11 15z"/>',
    '<path class="wall" d="M-14 3v-7C-14-14-7-21 0-23c7 2 14 9 14 19v7z"/><path class="roof" d="M-3 3v-7q3-4 6 0v7z"/>',
    '<path class="roof" d="M-9 2q-8-17 0-34 8 17 0 34zM5 3q-6-12 0-25 6 13 0 25z"/>',
    '<path class="birds" d="M-14-44q4-5 7 0 3-5 7 0M4-56q3-4 6 0 3-4 6 0"/>',
)
PEBBLE = '<path class="pebble" d="M-41-30C-26-44 20-45 36-31S45 22 33 35-24 45-37 33-50-19-41-30z"/>'


class Landscape:
    """The shapes of the landscape of `slug`, as SVG; their colours are those of their classes."""

    def __init__(self, slug: str) -> None:
        self.bytes = hashlib.sha256(slug.encode()).digest()

    def picture(self, colours: Mapping[str, str]) -> str:
        """Return the landscape alone, in its own colours, with the sun at the right: a file of its own."""
        turned = "" if self.is_pebble_left else f' transform="translate({WIDTH} 0) scale(-1 1)"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f"<style>{coloured(self.domains, colours)}</style><defs>{self.grounds}</defs>"
            f"<g{turned}>{self.shapes}</g></svg>"
        )

    @property
    def domains(self) -> tuple[int, int]:
        """Two different domains, for a landscape that is about no subject."""
        first = self.bytes[26] % DOMAIN_COUNT
        second = (first + 1 + self.bytes[27] % (DOMAIN_COUNT - 1)) % DOMAIN_COUNT
        return first + 1, second + 1

    @property
    def is_pebble_left(self) -> bool:
        return self.bytes[0] % 2 == 1

    @property
    def pebble_x(self) -> int:
        return 96 if self.is_pebble_left else 224

    @cached_property
    def middle_heights(self) -> list[float]:
        return heights(self.bytes[9:14], 118, 40)

    @property
    def grounds(self) -> str:
        """The patterns of the middle and near hills, called `middle` and `near`."""
        names = (("middle", 20), ("near", 22))
        return "".join(GROUNDS[self.bytes[place] % len(GROUNDS)].pattern(name) for name, place in names)

    @property
    def shapes(self) -> str:
        """Everything from the sky to the river, the farthest first."""
        far, near = ridge(heights(self.bytes[4:9], 92, 46)), ridge(heights(self.bytes[14:19], 148, 26))
        middle = ridge(self.middle_heights)
        return (
            f'<path class="sky" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{self.sun}<path class="far" d="{far}"/>'
            f'<path class="middle" d="{middle}"/><path d="{middle}" fill="url(#middle)"/>{self.landmark}'
            f'<path class="near" d="{near}"/><path d="{near}" fill="url(#near)"/>{self.river}'
        )

    @property
    def sun(self) -> str:
        x = (238 if self.is_pebble_left else 82) + self.bytes[1] % 40 - 20
        return f'<circle class="sun" cx="{x}" cy="{40 + self.bytes[2] % 24}" r="{17 + self.bytes[3] % 12}"/>'

    @property
    def landmark(self) -> str:
        if self.is_pebble_left:
            x, y = 290, self.middle_heights[3] * 0.35 + self.middle_heights[4] * 0.65
        else:
            x, y = 30, self.middle_heights[0] * 0.65 + self.middle_heights[1] * 0.35
        return f'<g transform="translate({x} {y:.0f})">{LANDMARKS[self.bytes[25] % len(LANDMARKS)]}</g>'

    @property
    def river(self) -> str:
        """The river, from where it leaves the far hills to the foot of the picture."""
        start, width = WIDTH - self.pebble_x + self.bytes[19] % 60 - 30, 15 + self.bytes[21] % 8
        bend = (34 + self.bytes[21] % 26) * (1 if self.bytes[19] % 2 else -1)
        return (
            f'<path class="river" d="M{start} 112'
            f"c{bend * 0.9:.0f} 8 {-bend * 1.3:.0f} 16 {-bend * 0.5:.0f} 28s{bend * 1.5:.0f} 18 {bend * 0.6:.0f} 42"
            f"h{width * 2.2:.0f}c{-width} -26 {-bend * 1.1 + width * 0.3:.0f} -26 {-bend * 0.6 - width:.0f} -43"
            f's{bend * 0.9:.0f} -16 {bend * 0.5 - width * 1.2:.0f} -27z"/>'
        )

    @property
    def pebble(self) -> str:
        tilt = self.bytes[23] % 9 - 4
        return f'<g transform="translate({self.pebble_x} {PEBBLE_Y}) rotate({tilt})">{PEBBLE}</g>'


def heights(five_bytes: bytes, middle: int, swing: int) -> list[float]:
    """Return five heights around `middle`, at most half of `swing` above or below."""
    return [middle + (byte / 255 - 0.5) * swing for byte in five_bytes]


def ridge(five_heights: Sequence[float]) -> str:
    """Return the outline of hills: the five heights joined by smooth curves, down to the foot of the picture."""
    step = WIDTH // 4
    outline = f"M0 {five_heights[0]:.0f}"
    for place, (left, right) in enumerate(pairwise(five_heights)):
        middle, end = place * step + step // 2, (place + 1) * step
        outline += f"C{middle} {left:.0f} {middle} {right:.0f} {end} {right:.0f}"
    return f"{outline}V{HEIGHT}H0z"
