"""The colours of covers, read from the tokens of the styles: they are written there and nowhere else."""

import re
from enum import StrEnum
from functools import cache

from django.conf import settings

TOKENS = settings.BASE_DIR / "static" / "css" / "tokens" / "colours.css"
TOKEN = re.compile(r"--(?P<name>[\w-]+): (?:light-dark\((?P<light>#\w+), (?P<dark>#\w+)\)|(?P<both>#\w+));")


class Theme(StrEnum):
    """How an address names it: the choice of the system, or that of the person."""

    AUTO = "auto"
    LIGHT = "clair"
    DARK = "sombre"


@cache
def palette(theme: Theme) -> dict[str, str]:
    """Return the colour of each token, by day or at night."""
    name = "dark" if theme is Theme.DARK else "light"
    found = TOKEN.finditer(TOKENS.read_text(encoding="utf-8"))
    return {token["name"]: token["both"] or token[name] for token in found}
