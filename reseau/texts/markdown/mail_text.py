"""Markdown in a mail of plain text: its marks stay as they were typed, its links are addresses that one can press."""

import re

from django.conf import settings

LINK = re.compile(r"(?P<is_image>!?)\[(?P<words>[^\[\]\n]{0,300})\]\((?P<address>[^()\s]{1,500})\)")


def to_mail_text(text: str) -> str:
    """Return the text with whole addresses beside the words of its links; a person who is named has none, and a picture
    kept with the text is told by its description.
    """
    return LINK.sub(_in_words, text)


def _in_words(link: re.Match) -> str:
    words, address = link["words"].strip(), link["address"]
    if words.startswith("@"):
        return words
    if link["is_image"] and address.startswith("image:"):
        return f"[Image\u00a0: {words}]" if words else "[Image]"
    if address.startswith("/") and not address.startswith("//"):
        address = f"{settings.ORIGIN}{address}"
    return f"{words} ({address})" if words and words != address else address
