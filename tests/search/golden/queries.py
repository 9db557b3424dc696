"""The golden set: queries of the network's users over the demo, with their expected results.

A query of a `.toml` file of this folder has:

- `text`: the typed text; `asks`: the person who types it (a name of `demo.ASKERS`, the anonymous visitor by default);
- `first`: the results that must come first, any of them if there are several; `within`: the number of results among
  which one of them must be, if it is not the first;
- `absent`: results that must not appear on the page at all;
- `synonyms`: sets of `synonyms.toml` that the coordinator has entered; `typing`: the last word is unfinished, and the
  suggestions of the box are checked.

Results are named `kind: title`; a title that ends with « … » stands for all titles with that beginning.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.language.analysis import fold

FOLDER = Path(__file__).parent
SYNONYMS = tomllib.loads((FOLDER / "synonyms.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    text: str
    asks: str
    first: tuple[str, ...]
    absent: tuple[str, ...]
    within: int
    synonyms: tuple[tuple[str, ...], ...]
    typing: bool

    def __str__(self) -> str:
        return fold(f"{self.asks}: {self.text}")

    def rank_in(self, page: Sequence[str]) -> int:
        """Place of the first thing wanted, from 1 on; 0 if it is not on the page."""
        return next((place for place, name in enumerate(page, start=1) if any_matches(self.first, name)), 0)

    def leaked_in(self, page: Iterable[str]) -> list[str]:
        return [name for name in page if any_matches(self.absent, name)]


def any_matches(patterns: Iterable[str], name: str) -> bool:
    return any(matches(pattern, name) for pattern in patterns)


def matches(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("…") else name == pattern


def read_queries() -> list[GoldenQuery]:
    files = sorted(FOLDER.glob("*.toml"))
    contents = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.stem != "synonyms"]
    return [_query(**query) for content in contents for query in content["queries"]]


def _query(
    *,
    text: str,
    asks: str = "visitor",
    first: Sequence[str] = (),
    absent: Sequence[str] = (),
    within: int = 1,
    synonyms: Sequence[str] = (),
    typing: bool = False,
) -> GoldenQuery:
    return GoldenQuery(
        text=text,
        asks=asks,
        first=tuple(first),
        absent=tuple(absent),
        within=within,
        synonyms=tuple(tuple(SYNONYMS[name]) for name in synonyms),
        typing=typing,
    )


QUERIES = read_queries()
