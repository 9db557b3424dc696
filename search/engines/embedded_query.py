"""Queries of the embedded index."""

from collections.abc import Iterable, Mapping

from tantivy import Occur, Query

from search.engines.embedded_schema import SCHEMA, facet_term
from search.engines.fields import FIELD_WEIGHTS, TEXT_FIELDS, TIE_BREAKER, TITLE_EXACT
from search.engines.tokens import FEW_LETTERS, title_start
from search.language.analysis import Word, simple_words
from search.language.search_question import SearchQuestion, Unit, Variant

# Weight of a title that begins with the typed text.
START_SCORE = 1_000.0


def question_query(question: SearchQuestion, audience: Iterable[str], *, all_words: bool) -> Query:
    """Match readable documents with all the units of the question, or any of them, and no excluded unit."""
    occur = Occur.Must if all_words else Occur.Should
    query = Query.boolean_query([(occur, _unit(unit)) for unit in question.included])
    if question.excluded:
        excluded_parts = [(Occur.MustNot, _unit(unit)) for unit in question.excluded]
        query = Query.boolean_query([(Occur.Must, query), *excluded_parts])
    return readable_query(query, audience)


def fuzzy_query(exact: str, *, distance: int) -> Query:
    """Match documents with a word within `distance` of `exact`."""
    return Query.fuzzy_term_query(SCHEMA, "literal", exact, distance=distance, transposition_cost_one=True)


def title_query(text: str) -> Query | None:
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


def readable_query(query: Query, audience: Iterable[str]) -> Query:
    """Restrict `query` to documents that share a token with `audience`; relevance is unchanged."""
    allowed = Query.term_set_query(SCHEMA, "audience", sorted(audience))
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(allowed, 0.0))])


def filtered_query(query: Query, filters: Mapping[str, Iterable[str]]) -> Query:
    """Restrict `query` to documents with a chosen value in each filtered facet."""
    parts = [(Occur.Must, query)]
    for name, values in filters.items():
        terms = Query.term_set_query(SCHEMA, "facet", [facet_term(name, value) for value in sorted(values)])
        parts.append((Occur.Must, Query.const_score_query(terms, 0.0)))
    return Query.boolean_query(parts)


def id_query(document_id: str) -> Query:
    return Query.term_query(SCHEMA, "id", document_id, "basic")


def kind_query(kind: str) -> Query:
    return Query.term_query(SCHEMA, "kind", kind, "basic")


def _unit(unit: Unit) -> Query:
    variants = [_variant(variant) for variant in unit.variants]
    return variants[0] if len(variants) == 1 else Query.disjunction_max_query(variants)


def _variant(variant: Variant) -> Query:
    parts = (
        [_phrase(variant)]
        if variant.is_phrase and len(variant.content_words) > 1
        else [_any_term(word, FIELD_WEIGHTS) for word in variant.words if not variant.is_literal or word.terms]
    )
    if variant.is_literal:
        parts += [Query.const_score_query(_literal(word), 0.0) for word in variant.content_words]
    query = parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])
    return query if variant.weight == 1 else Query.boost_query(query, variant.weight)


def _phrase(variant: Variant) -> Query:
    """Match the words in their order and at their distances, in one of the fields.

    The stem taken after the accents are folded is enough: documents have it of every word.
    """
    first, *_ = variant.content_words
    placed_terms = [(word.position - first.position, word.terms[-1]) for word in variant.content_words]
    alternatives = [
        Query.boost_query(Query.phrase_query(SCHEMA, field, placed_terms), FIELD_WEIGHTS[field])
        for field in TEXT_FIELDS
    ]
    return Query.disjunction_max_query(alternatives, TIE_BREAKER)


def _literal(word: Word) -> Query:
    return Query.term_query(SCHEMA, "literal", word.exact, "basic")


def _any_term(word: Word, fields: Iterable[str]) -> Query:
    """Match documents with `word` in one of `fields`; the field with the best score counts."""
    alternatives = []
    for field in fields:
        for term in (word.exact,) if field == TITLE_EXACT else word.terms:
            alternatives.append(Query.boost_query(Query.term_query(SCHEMA, field, term), FIELD_WEIGHTS[field]))
    return Query.disjunction_max_query(alternatives, TIE_BREAKER)
