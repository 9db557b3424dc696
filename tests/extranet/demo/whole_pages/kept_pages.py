"""Pages as they were answered, kept for their judges."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# The pages of Wagtail are opened, but not ours to judge.
NOT_OURS = "/admin/"
# Mails seen before they leave: documents of their own, which tests of mails judge.
MAILS = {"alertes:letter_mail"}
# Responses that are not 200 on purpose: the page says how an account is given; nothing stands there.
EXPECTED = {"/inscription/": 403, "/nulle-part/": 404}
REDIRECTS = {301, 302}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers. `headers`: by name in lower case; `content`: that of HTML alone; `error`: what broke."""

    status: int
    headers: dict[str, str]
    content: bytes = b""
    error: str = ""

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as one account reads it: `cold` at the first request, `warm` at the second, if it is on the list.

    `pattern`: its address in `tests.pages`, keys in braces; empty if a link led to it, from the page `source`. `name`:
    of its view. `route`: that of its address. `missing`: (class, attribute) that its templates ask of rows that lack
    it. `queries`: those of the second request.
    """

    account: str
    path: str
    cold: Answer
    name: str = ""
    route: str = ""
    pattern: str = ""
    source: str = ""
    warm: Answer | None = None
    is_connected: bool = False
    missing: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    queries: tuple[str, ...] = ()

    @property
    def answers(self) -> Iterator[Answer]:
        yield self.cold
        if self.warm is not None:
            yield self.warm

    @property
    def expected_status(self) -> int:
        return EXPECTED.get(urlsplit(self.path).path, 200)

    @property
    def is_readable(self) -> bool:
        """Tell whether it is a page of ours in HTML, and no mail or redirect."""
        is_answered = self.cold.status == self.expected_status
        is_ours = not self.path.startswith(NOT_OURS) and self.name not in MAILS
        return is_answered and is_ours and self.cold.media_type == "text/html"


def listed(pages: Iterable[KeptPage]) -> list[KeptPage]:
    """Return the pages that `tests.pages` names."""
    return [page for page in pages if page.pattern]
