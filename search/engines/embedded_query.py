"""Queries of the embedded index."""

from collections.abc import Iterable, Mapping

from tantivy import Occur, Query

from search.engines.embedded_schema import SCHEMA, facet_term
from search.engines.fields import FIELD_WEIGHTS, TEXT_FIELDS, TIE_BREAKER, TITLE_EXACT
from search.engines.tokens import FEW_LETTERS, title_start
from search.language.analysis import Word, simple_words
from search.language.search_question import SearchQuestion, Unit, Way

# Weight of a title that begins with the typed text.
START_SCORE = 1_000.0


def answering(question: SearchQuestion, audience: Iterable[str], *, all_words: bool) -> Query:
    """What may be read, holds all that is asked or any of it, and nothing of what is excluded."""
    occur = Occur.Must if all_words else Occur.Should
    matched = Query.boolean_query([(occur, _unit(unit)) for unit in question.wanted])
    if question.excluded:
        unwanted = [(Occur.MustNot, _unit(unit)) for unit in question.excluded]
        matched = Query.boolean_query([(Occur.Must, matched), *unwanted])
    return readable(matched, audience)


def near(exact: str, *, distance: int) -> Query:
    """Match documents with a word within `distance` of `exact`."""
    return Query.fuzzy_term_query(SCHEMA, "literal", exact, distance=distance, transposition_cost_one=True)


def titled(text: str) -> Query | None:
    """Match documents whose title has the words of `text`, the last one unfinished; None without words.

    Those whose title begins with `text` come first.
    """
    words = simple_words(text)
    if not words:
        return None
    *complete, last = words
    parts = [_any_term(word, (TITLE_EXACT, "title")) for word in complete]
    parts.append(Query.fuzzy_term_query(SCHEMA, TITLE_EXACT, last.exact, distance=0, prefix=True))
    first = Query.const_score_query(_starting(title_start(text)), START_SCORE)
    return Query.boolean_query([*((Occur.Must, part) for part in parts), (Occur.Should, first)])


def _starting(start: str) -> Query:
    if len(start) <= FEW_LETTERS:
        return Query.term_query(SCHEMA, "start", start, "basic")
    return Query.fuzzy_term_query(SCHEMA, "start", start, distance=0, prefix=True)


def readable(query: Query, audience: Iterable[str]) -> Query:
    """Restrict `query` to documents that share a token with `audience`; relevance is unchanged."""
    allowed = Query.term_set_query(SCHEMA, "audience", sorted(audience))
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(allowed, 0.0))])


def narrowed(query: Query, filters: Mapping[str, Iterable[str]]) -> Query:
    """Restrict `query` to documents with a chosen value in each filtered facet."""
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
    ways = [_way(way) for way in unit.ways]
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _way(way: Way) -> Query:
    parts = (
        [_phrase(way)]
        if way.is_phrase and len(way.telling) > 1
        else [_any_term(word, FIELD_WEIGHTS) for word in way.words if not way.is_literal or word.terms]
    )
    if way.is_literal:
        parts += [Query.const_score_query(_literal(word), 0.0) for word in way.telling]
    query = parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])
    return query if way.weight == 1 else Query.boost_query(query, way.weight)


def _phrase(way: Way) -> Query:
    """Match the words in their order and at their distances, in one of the fields.

    The stem taken after the accents are folded is enough: documents have it of every word.
    """
    first, *_ = way.telling
    placed = [(word.position - first.position, word.terms[-1]) for word in way.telling]
    alternatives = [
        Query.boost_query(Query.phrase_query(SCHEMA, field, placed), FIELD_WEIGHTS[field]) for field in TEXT_FIELDS
    ]
    return Query.disjunction_max_query(alternatives, TIE_BREAKER)


def _literal(word: Word) -> Query:
    return Query.term_query(SCHEMA, "literal", word.exact, "basic")


def _any_term(word: Word, fields: Iterable[str]) -> Query:
    """Documents that hold `word` in one of `fields`, scored by the best of them."""
    alternatives = []
    for field in fields:
        for term in (word.exact,) if field == TITLE_EXACT else word.terms:
            alternatives.append(Query.boost_query(Query.term_query(SCHEMA, field, term), FIELD_WEIGHTS[field]))
    return Query.disjunction_max_query(alternatives, TIE_BREAKER)
