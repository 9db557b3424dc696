"""Queries of the embedded index."""

from collections.abc import Iterable, Mapping, Sequence

from tantivy import Occur, Query

from search.engines.embedded_schema import SCHEMA, facet_term
from search.engines.fields import (
    BETTER_SCORE,
    FIELD_WEIGHTS,
    NEAR,
    NEIGHBOUR_FIELDS,
    NEIGHBOURS_SHARE,
    TEXT_FIELDS,
    TIE_BREAKER,
    TITLE_EXACT,
    TITLE_SCORE,
    WEAK_SHARE,
    near_scores,
)
from search.engines.tokens import FEW_LETTERS, title_start
from search.language.analysis import Word, simple_words
from search.language.near_start import SHORTEST
from search.language.search_question import SearchQuestion, Unit, Variant
from search.language.sounds import sound_of

# Weight of a title that begins with the typed text.
START_SCORE = 1_000.0


def question_query(question: SearchQuestion, audience: Iterable[str]) -> Query:
    """Match readable documents with as many of the telling units as the question needs, or near in meaning, and no
    excluded unit.

    Count each unit, words of the question that are neighbours in the document too, and a title that has most of them.
    """
    telling = [_unit(unit) for unit in question.telling]
    whole = _all(telling) if telling else Query.all_query()
    enough = whole
    if question.needed < len(telling):
        enough = Query.boolean_query([(Occur.Should, unit) for unit in telling], question.needed)
    parts = [(Occur.Must, _or_near(enough, question.near))]
    parts += [(Occur.MustNot, whole)] if question.is_of_the_rest else []
    ranking = [
        *(Query.boost_query(_unit(unit), WEAK_SHARE) for unit in question.weak),
        *(_neighbours(*pair) for pair in question.pairs),
        *_titled(question.telling),
    ]
    parts += [(Occur.Should, query) for query in ranking]
    parts += [(Occur.MustNot, _unit(unit)) for unit in question.excluded]
    return readable_query(Query.boolean_query(parts), audience)


def _or_near(query: Query, near: Sequence[str]) -> Query:
    if not near:
        return query
    scored = [Query.const_score_query(id_query(identity), score) for identity, score in near_scores(near).items()]
    return Query.boolean_query([(Occur.Should, part) for part in (query, *scored)])


def fuzzy_query(exact: str, *, distance: int) -> Query:
    """Match documents with a word within `distance` of `exact`."""
    return Query.fuzzy_term_query(SCHEMA, "literal", exact, distance=distance, transposition_cost_one=True)


def sound_query(exact: str) -> Query:
    """Match documents with a word that sounds like `exact`; none if it has no sound."""
    sound = sound_of(exact)
    return Query.term_query(SCHEMA, "sound", sound, "basic") if sound else Query.empty_query()


def title_query(text: str, *, slips: int = 0) -> Query:
    """Match documents whose title has the words of `text`, which has some, the last one unfinished; long words may have
    so many slips.

    Those whose title begins with `text` come first.
    """
    *complete, last = simple_words(text)
    parts = [_title_word(word, slips) for word in complete]
    parts.append(_slipped(last, slips, prefix=True))
    first = Query.const_score_query(_starting(title_start(text)), START_SCORE)
    return Query.boolean_query([*((Occur.Must, part) for part in parts), (Occur.Should, first)])


def _title_word(word: Word, slips: int) -> Query:
    exactly = _any_term(word, (TITLE_EXACT, "title"))
    return Query.disjunction_max_query([exactly, _slipped(word, slips, prefix=False)]) if slips else exactly


def _slipped(word: Word, slips: int, *, prefix: bool) -> Query:
    distance = slips if len(word.exact) >= SHORTEST else 0
    return Query.fuzzy_term_query(
        SCHEMA, TITLE_EXACT, word.exact, distance=distance, transposition_cost_one=True, prefix=prefix
    )


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
        terms = Query.term_set_query(SCHEMA, "facet", _terms(name, values))
        parts.append((Occur.Must, Query.const_score_query(terms, 0.0)))
    return Query.boolean_query(parts)


def better_first(query: Query, better: Mapping[str, Iterable[str]]) -> Query:
    """Add to the relevance of what has one of the values of a facet."""
    wanted = [Query.term_set_query(SCHEMA, "facet", _terms(name, values)) for name, values in better.items()]
    scored = [(Occur.Should, Query.const_score_query(terms, BETTER_SCORE)) for terms in wanted]
    return Query.boolean_query([(Occur.Must, query), *scored]) if scored else query


def id_query(document_id: str) -> Query:
    return Query.term_query(SCHEMA, "id", document_id, "basic")


def kind_query(kind: str) -> Query:
    return Query.term_query(SCHEMA, "kind", kind, "basic")


def _terms(name: str, values: Iterable[str]) -> list[str]:
    return [facet_term(name, value) for value in sorted(values)]


def _neighbours(first: Word, second: Word) -> Query:
    """Match two words that follow one another in a field, or nearly."""
    terms = [first.terms[-1], second.terms[-1]]
    fields = [
        Query.boost_query(Query.phrase_query(SCHEMA, field, terms, slop=NEAR), FIELD_WEIGHTS[field])
        for field in NEIGHBOUR_FIELDS
    ]
    return Query.boost_query(Query.disjunction_max_query(fields, TIE_BREAKER), NEIGHBOURS_SHARE)


def _titled(units: Sequence[Unit]) -> list[Query]:
    """Match a title with two thirds of several units: it counts for the number that it has."""
    if len(units) < 2:
        return []
    titles = [(Occur.Should, Query.const_score_query(_in_title(unit), TITLE_SCORE)) for unit in units]
    return [Query.boolean_query(titles, -(-2 * len(titles) // 3))]


def _in_title(unit: Unit) -> Query:
    variants = [
        Query.boolean_query([(Occur.Must, _any_term(word, ("title",))) for word in variant.content_words])
        for variant in unit.variants
        if variant.content_words
    ]
    return Query.disjunction_max_query(variants) if variants else Query.empty_query()


def _unit(unit: Unit) -> Query:
    variants = [_variant(variant) for variant in unit.variants]
    return variants[0] if len(variants) == 1 else Query.disjunction_max_query(variants)


def _variant(variant: Variant) -> Query:
    parts = (
        [_phrase(variant)]
        if variant.is_phrase and len(variant.content_words) > 1
        else [_any_term(word, FIELD_WEIGHTS) for word in variant.words if not variant.is_literal or word.terms]
    )
    if variant.is_literal and not variant.is_phrase:
        return Query.const_score_query(_all(map(_literal, variant.words)), 0.0)
    if variant.is_literal:
        parts += [Query.const_score_query(_literal(word), 0.0) for word in variant.content_words]
    query = _all(parts)
    return query if variant.weight == 1 else Query.boost_query(query, variant.weight)


def _all(parts: Iterable[Query]) -> Query:
    first, *others = parts
    return Query.boolean_query([(Occur.Must, part) for part in (first, *others)]) if others else first


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
