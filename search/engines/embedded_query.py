"""Questions put to the embedded index, in its own terms."""

from collections.abc import Iterable, Mapping

from tantivy import Occur, Query

from search.analysis import Unit, Word, simple_words
from search.engines.embedded_schema import FIELD_WEIGHTS, SCHEMA, facet_term

# Of the fields where a word is found, the best counts in full and the others by this much.
TIE_BREAKER = 0.2


def matching(asked: list[Unit], *, all_words: bool) -> Query:
    """Documents that hold all that is asked, or any of it."""
    occur = Occur.Must if all_words else Occur.Should
    return Query.boolean_query([(occur, _unit(unit)) for unit in asked])


def titled(text: str) -> Query | None:
    """Documents whose title holds the words of `text`, the last one being unfinished; none if there is no word."""
    typed = simple_words(text)
    if not typed:
        return None
    *complete, last = typed
    parts = [_any_term(word, ("title_exact", "title")) for word in complete]
    parts.append(Query.fuzzy_term_query(SCHEMA, "title_exact", last.exact, distance=0, prefix=True))
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def readable(query: Query, audience: Iterable[str]) -> Query:
    """`query`, within what shares a token with `audience`; relevance is untouched."""
    allowed = Query.term_set_query(SCHEMA, "audience", sorted(audience))
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(allowed, 0.0))])


def narrowed(query: Query, filters: Mapping[str, Iterable[str]]) -> Query:
    """`query`, within documents that have one at least of the values chosen in each facet."""
    parts = [(Occur.Must, query)]
    for name, values in filters.items():
        terms = Query.term_set_query(SCHEMA, "facet", [facet_term(name, value) for value in sorted(values)])
        parts.append((Occur.Must, Query.const_score_query(terms, 0.0)))
    return Query.boolean_query(parts)


def with_id(document_id: str) -> Query:
    return Query.term_query(SCHEMA, "id", document_id, "basic")


def of_kind(kind: str) -> Query:
    return Query.term_query(SCHEMA, "kind", kind, "basic")


def _unit(unit: Unit) -> Query:
    ways = [Query.boolean_query([(Occur.Must, _any_term(word, FIELD_WEIGHTS)) for word in way]) for way in unit.ways]
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _any_term(word: Word, fields: Iterable[str]) -> Query:
    """Documents that hold `word` in one of `fields`, scored by the best of them."""
    alternatives = []
    for field in fields:
        for term in (word.exact,) if field == "title_exact" else word.terms:
            alternatives.append(Query.boost_query(Query.term_query(SCHEMA, field, term), FIELD_WEIGHTS[field]))
    return Query.disjunction_max_query(alternatives, TIE_BREAKER)
