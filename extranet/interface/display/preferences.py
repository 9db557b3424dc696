"""How this browser shows the site: theme and text size, in cookies, so that the first paint needs no script."""

from dataclasses import dataclass

from django.http import HttpRequest

# What each cookie may hold; "" lets the system decide, and deletes the cookie.
CHOICES = {"theme": ("dark", "light", ""), "text": ("large", "")}
ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Display:
    """`theme` is "dark", "light" or "" (that of the system); `text` is "large" or ""."""

    theme: str = ""
    text: str = ""


def read_display(request: HttpRequest) -> Display:
    """Return the display that the cookies of this browser ask for; a value that nobody offers counts as none."""
    return Display(**{name: _allowed(name, request.COOKIES.get(name, "")) for name in CHOICES})


def _allowed(name: str, value: str) -> str:
    return value if value in CHOICES[name] else ""
