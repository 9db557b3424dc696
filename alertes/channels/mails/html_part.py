"""The HTML part of a mail: what the text part says, with one button; no picture, no style sheet to fetch."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class MailPart:
    """A paragraph, or an address that stands alone on its line: the button with its label.

    In a digest: a title, an event (`is_strong`) with what was said (`is_quoted`), the link to its object (`is_entry`),
    with a `note` under it.
    """

    text: str = ""
    url: str = ""
    label: str = ""
    title: str = ""
    is_strong: bool = False
    is_quoted: bool = False
    is_entry: bool = False
    note: str = ""

    @property
    def shown_address(self) -> str:
        """The address without its scheme, for those who copy it."""
        parts = urlsplit(self.url)
        return f"{parts.netloc}{parts.path}"


def parts_of(text: str, *, label: str) -> list[MailPart]:
    """Split a plain text into paragraphs; an address alone becomes a button called `label`."""
    return list(_parts(text, label))


def _parts(text: str, label: str) -> Iterator[MailPart]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.strip()
        if ADDRESS.fullmatch(lines):
            yield MailPart(url=lines, label=label)
        elif lines:
            yield MailPart(text=lines)


def text_of(parts: Iterable[MailPart]) -> str:
    """Return the parts in plain text: titles in capitals, addresses under what they lead to."""
    return "\n\n".join("\n".join(_text_lines(part)) for part in parts)


def _text_lines(part: MailPart) -> Iterator[str]:
    if part.title:
        yield part.title.upper()
    if part.is_entry:
        yield from filter(None, (f"{part.text}{part.label}", part.note, part.url))
    elif part.text:
        yield part.text


def html_part(*, subject: str, parts: list[MailPart], foot: list[MailPart]) -> str:
    """Return the HTML part: `parts` on the sheet, `foot` under it in small letters, its addresses as plain links."""
    context = {
        "subject": subject,
        "parts": parts,
        "foot": foot,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "demo": settings.DEMO,
        "font": "'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
    }
    return render_to_string("alertes/channels/mails/mail.html", context)
