"""A signature, drawn or typed, and the abstract model of the rows that carry one."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape

WIDTH, HEIGHT = 600, 200  # of the signing frame
MOST_SIGNS = 12_000  # twice a long signature
MOST_NAME = 80
STROKE = r"M\d{1,3},\d{1,3}(?:L\d{1,3},\d{1,3})+"
PATH = re.compile(rf"(?:{STROKE})+", re.ASCII)
POINT = re.compile(r"(\d+),(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Signature:
    """`path`: strokes of integer points in a frame of 600 by 200, « M12,34L15,40 ». Empty if nobody signed."""

    path: str = ""
    typed_name: str = ""

    def __bool__(self) -> bool:
        return bool(self.path or self.typed_name)

    @property
    def svg(self) -> str:
        """The strokes as an SVG image; empty if the name was typed."""
        if not self.path:
            return ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f'<path d="{escape(self.path)}" fill="none" stroke="#1e2b2e" stroke-width="4" '
            'stroke-linecap="round" stroke-linejoin="round"/></svg>'
        )


def check_path(path: str) -> None:
    """Raise ValidationError unless `path` is empty, or strokes of a plausible length inside the frame."""
    if len(path) > MOST_SIGNS:
        raise ValidationError(
            "Cette signature est trop longue pour être gardée\u00a0: effacez-la et signez plus court."
        )
    points = POINT.findall(path)
    if path and not (PATH.fullmatch(path) and all(int(x) <= WIDTH and int(y) <= HEIGHT for x, y in points)):
        raise ValidationError("Cette signature n’a pas pu être lue\u00a0: effacez-la et signez de nouveau.")


def read_signature(path: object, typed_name: object) -> Signature:
    """Parse the signature sent by a page. Raises ValidationError."""
    if not (isinstance(path, str) and isinstance(typed_name, str)):
        raise ValidationError("Cette signature n’a pas pu être lue\u00a0: effacez-la et signez de nouveau.")
    check_path(path)
    name = " ".join(typed_name.split())
    if len(name) > MOST_NAME:
        raise ValidationError(f"Un nom tient en {MOST_NAME}\u00a0signes.")
    # If both are sent, the drawing wins.
    return Signature(path, "" if path else name)


class Signed(models.Model):
    """Abstract row with a signature: `signature` is the drawn path, or `typed_name` replaces it."""

    signature = models.TextField("signature tracée", blank=True, editable=False, validators=[check_path])
    typed_name = models.CharField("nom écrit pour signer", max_length=MOST_NAME, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def signed(self) -> Signature:
        return Signature(self.signature, self.typed_name)

    def set_signature(self, signature: Signature) -> None:
        """Set the signature fields in memory; the caller saves the row."""
        self.signature, self.typed_name = signature.path, signature.typed_name
