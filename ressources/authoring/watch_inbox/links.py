"""What makes two items the same: the page that they lead to, or the same long title."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reseau.texts.accent_folding import fold

# Parameters that say where a reader comes from, and change nothing to the page.
TRACKING = re.compile(r"utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|mc_[ce]id|xtor|at_\w+", re.IGNORECASE)
# Shorter titles (« Édito ») are those of different pages.
SAME_TITLE_LENGTH = 25
NOT_A_WORD = re.compile(r"\W+")


def without_tracking(link: str) -> str:
    """Return the link without what follows the reader, and without its fragment."""
    url = urlsplit(link)
    query = [
        (name, value) for name, value in parse_qsl(url.query, keep_blank_values=True) if not TRACKING.fullmatch(name)
    ]
    is_clean = len(query) == len(parse_qsl(url.query, keep_blank_values=True))
    return urlunsplit(url._replace(query=url.query if is_clean else urlencode(query), fragment=""))


def link_key(link: str) -> str:
    """Return the key of the page: « http://www.a.fr/b/?utm_source=x » and « https://a.fr/b » are one."""
    url = urlsplit(without_tracking(link))
    host = (url.hostname or "").removeprefix("www.")
    return _key(f"{host}{url.path.rstrip('/')}?{url.query}")


def title_key(title: str) -> str:
    """Return the key of a title without accents nor signs; empty if it is too short to tell pages apart."""
    words = NOT_A_WORD.sub(" ", fold(title)).strip()
    return _key(words) if len(words) >= SAME_TITLE_LENGTH else ""


def entry_key(name: str) -> str:
    """Return the key of an entry in its feed."""
    return _key(name)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
