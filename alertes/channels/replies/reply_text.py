"""What a person wrote above, between or below the mail that they answer.

A mail of the site that may be answered begins with a marker: whatever a client does with the rest, what stands above
the line is new. Without it (a client that quotes nothing, or that quotes its own way), the library cuts.
"""

import re
from email.message import EmailMessage

from bs4 import BeautifulSoup
from mailparser_reply import EmailReplyParser

# Five times what a message of a forum may hold; what stands below is a quotation, or no message.
MOST_CHARACTERS = 100_000
LANGUAGES = ["fr", "en", "de", "es", "it", "nl"]
# First lines of what clients add and the library keeps. Each with the client that writes it so.
ADDED = re.compile(
    "|".join(
        (
            r"-{2,} ?message d['’]origine ?-{2,}",  # Outlook before 2013, SFR and Orange webmail
            r">? ?message du \d.*",  # Orange webmail: « > Message du 03/03/26 10:12 »
            r"-{2,} ?mail original ?-{2,}",  # Zimbra, as Free runs it
            r"envoyé (de|depuis|à partir de|avec) .{1,60}",  # iOS, Samsung, Proton on phones
            r"(obtenir|télécharger) outlook pour .{1,80}",
            r"sent from .{1,60}|get outlook for .{1,80}",
            r"_{10,}|-{10,}",  # the rule of Outlook above the quoted mail
        )
    ),
    re.IGNORECASE,
)
# « Le mar. 3 mars 2026 à 10:12, Extranet <…> a écrit : », which some clients break into two lines.
ATTRIBUTION = re.compile(r"^(le|on) [^\n]{5,200}\n?[^\n]{0,200}(a écrit|wrote)\s*:\s*$", re.IGNORECASE | re.MULTILINE)
ATTRIBUTION_OF_A_QUOTE = re.compile(ATTRIBUTION.pattern + r"(?=\s*>)", ATTRIBUTION.flags)
# What HTML clients wrap around the mail that is answered.
QUOTED_HTML = (
    "blockquote, .gmail_quote, .gmail_extra, .yahoo_quoted, .moz-cite-prefix, .protonmail_quote, #divRplyFwdMsg, "
    "#appendonsend ~ *, #mail-editor-reference-message-container, #ms-outlook-mobile-signature, .gmail_signature, "
    ".moz-signature"
)


def reply_text(message: EmailMessage, *, marker: str) -> str:
    """Return the words that are new in the mail; empty if there are none. `marker`: line above which people answer."""
    text = _plain_text(message)
    # As a client may send it back: with an ordinary space.
    above, found, _ = text.partition(marker.replace("\u00a0", " "))
    head = (_without_quote_signs(above) if found else text).strip()
    # Nothing stands above what is quoted: whoever answers below, or point by point.
    if not head or head.startswith(">") or ATTRIBUTION.match(head):
        return _between_the_quotes(text)
    return _before_what_is_added(head)


def _plain_text(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeDecodeError):  # a charset that Python does not know
        content = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    if part.get_content_subtype() == "html":
        content = _text_of_html(content)
    content = content.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u200b", "")
    return content[:MOST_CHARACTERS]


def _text_of_html(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.select(f"script, style, head, {QUOTED_HTML}"):
        node.decompose()
    for node in soup.select("br"):
        node.replace_with("\n")
    for node in soup.select("p, div, li, h1, h2, h3, tr"):
        node.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _before_what_is_added(text: str) -> str:
    """Return the beginning of the text, up to what the client or the signature adds."""
    kept: list[str] = []
    for line in text.strip().splitlines():
        if ADDED.fullmatch(line.strip()) or line.rstrip("\n") == "-- ":
            break
        kept.append(line)
    # The library needs the square of the time for lines that are blank.
    text = re.sub(r"\n\s*\n", "\n\n", "\n".join(kept))
    parsed = EmailReplyParser(languages=LANGUAGES).parse_reply(text=text) or ""
    return ATTRIBUTION.split(parsed)[0].strip()


def _between_the_quotes(text: str) -> str:
    """Return the lines that nobody quoted: for those who answer below, point by point."""
    kept: list[str] = []
    for line in ATTRIBUTION_OF_A_QUOTE.sub("", text).splitlines():
        if line == "-- " or ADDED.fullmatch(line.strip()):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _without_quote_signs(text: str) -> str:
    """Return the text above the marker without the sign that stood before the marker itself."""
    return re.sub(r"\n[> ]*\Z", "", text)
