"""Highlights: the title and an extract, with the words found between <mark> tags.

Everything else is escaped here, so that a title such as « <script> » is shown as typed.
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import islice, takewhile

from django.utils.safestring import SafeString

from search.language.analysis import words
from search.language.text_pieces import TextPieces, places
from search.sources.documents import AttachedText

SNIPPET_LENGTH = 240
_MAX_SPANS = 60
_LEAD = 60

NO_STEMS: Mapping[str, str] = {}

Span = tuple[int, int, frozenset[str]]

_pieces = TextPieces(lambda piece: tuple(words(piece)), lambda inside: (term for word in inside for term in word.terms))


def highlight(text: str, query_terms: frozenset[str]) -> SafeString:
    """Return the whole text, escaped, with the words found marked."""
    return _marked(text, _spans(text, query_terms), 0, len(text))


def snippet(
    summary: str,
    body: str,
    query_terms: frozenset[str],
    *,
    title: str = "",
    attachments: Sequence[AttachedText] = (),
    stems: Mapping[str, str] = NO_STEMS,
) -> tuple[SafeString, str]:
    """Return an extract with the words, and the name of the attachment that it comes from, if any.

    The extract comes from the summary if it has the words, else from the body; from an attachment if that has words
    that the others lack. `stems`: those of the body and of the attachments, between spaces, if known.
    """
    # Each is read only when it has to be.
    passages = (
        (text, _spans(text, terms))
        for text, terms in ((summary, query_terms), (body, _present_terms(query_terms, stems.get("body"))))
    )
    if attachments:
        passages = list(passages)
        missing_terms = query_terms - _terms_in(_spans(title, query_terms)).union(
            *(_terms_in(spans) for _, spans in passages)
        )
        missing_terms = _present_terms(missing_terms, stems.get("attachments"))
        for attachment in attachments:
            if spans := _spans(attachment.text, missing_terms):
                return _extract(attachment.text, spans), attachment.name
    for text, spans in passages:
        if spans:
            return _extract(text, spans), ""
    text = summary or body
    return _marked(text, [], 0, _word_end(text, SNIPPET_LENGTH)), ""


def _present_terms(query_terms: frozenset[str], stems: str | None) -> frozenset[str]:
    """Return the query terms that are among `stems`; all of them if `stems` is unknown."""
    return query_terms if stems is None else frozenset(stem for stem in query_terms if f" {stem} " in stems)


def _extract(text: str, spans: list[Span]) -> SafeString:
    start, end = _window(text, spans)
    return _marked(text, spans, start, end)


def _terms_in(spans: list[Span]) -> frozenset[str]:
    return frozenset().union(*(terms for _, _, terms in spans))


def _spans(text: str, query_terms: frozenset[str]) -> list[Span]:
    """Return the places of the words, `_MAX_SPANS` at most."""
    if not query_terms:
        return []
    spans: list[Span] = []
    for piece, inside in _pieces.with_any(query_terms, set(text.split())).items():
        matching_words = [word for word in inside if not query_terms.isdisjoint(word.terms)]
        spans += (
            (start + word.start, start + word.end, query_terms.intersection(word.terms))
            for start in islice(places(piece, text), _MAX_SPANS)
            for word in matching_words
        )
    return sorted(spans, key=lambda span: span[:2])[:_MAX_SPANS]


def _window(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return the bounds of the extract of about `SNIPPET_LENGTH` characters with the most different words."""

    def variety(first: int) -> int:
        limit = spans[first][0] + SNIPPET_LENGTH - _LEAD
        spans_in_window = takewhile(lambda span: span[0] <= limit, islice(spans, first, None))
        return len(frozenset().union(*(terms for _, _, terms in spans_in_window)))

    best = max(range(len(spans)), key=variety)
    start = max(0, spans[best][0] - _LEAD)
    if start:
        start = text.find(" ", start, spans[best][0]) + 1 or spans[best][0]
    return start, _word_end(text, max(start + SNIPPET_LENGTH, spans[best][1]))


def _word_end(text: str, end: int) -> int:
    """Return the last space before `end`, so that no word is cut."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - 40), end + 1)
    return space if space > 0 else end


def _marked(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    pieces, at = ["… " if start else ""], start
    for span_start, span_end, _ in spans:
        if span_start < at or span_end > end:
            continue
        pieces += [escape(text[at:span_start]), "<mark>", escape(text[span_start:span_end]), "</mark>"]
        at = span_end
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return SafeString("".join(pieces))  # nosec B703 # escaped above
