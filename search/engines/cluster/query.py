"""Queries of a cluster, built with `elasticsearch.dsl`, and the bodies of requests."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from elasticsearch.dsl import A
from elasticsearch.dsl.function import FieldValueFactor
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    FunctionScore,
    Fuzzy,
    MatchAll,
    MatchNone,
    MatchPhrase,
    Prefix,
    Query,
    Regexp,
    Term,
    Terms,
)

from search.engines.base import MAX_FACET_VALUES, SearchQuery
from search.engines.cluster.schema import KIND_FIELD, WRITTEN, phrase, title_start
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
from search.language.analysis import Word, simple_words
from search.language.near_start import SHORTEST, near_start
from search.language.search_question import SearchQuestion, Unit, Variant
from search.language.sounds import sound_of
from search.sources.documents import KIND

# Words searched at once, synonyms included. Each is searched in every field, and a cluster accepts 1,024 clauses.
MAX_WORDS = 80
# Maximum number of spellings compared with a misspelt word.
MAX_SPELLINGS = 100
# Values of a facet counted by each shard, for exact counts over all shards.
COUNTED_IN_A_SHARD = 10 * MAX_FACET_VALUES
# Weight of a title that begins with the typed text.
START_BOOST = 1_000.0


def question_query(question: SearchQuestion, audience: Iterable[str]) -> Query:
    """Match readable documents with as many of the telling units as the question needs, or near in meaning, and no
    excluded unit.

    Count each unit, words of the question that are neighbours in the document too, and a title that has most of them.
    """
    times = 2 if question.is_of_the_rest else 1
    share = max(MAX_WORDS // times // max(len(question.included) + len(question.excluded), 1), 1)
    telling = [_unit(unit, share) for unit in question.telling]
    ranking = [
        *(Bool(must=[_unit(unit, share)], boost=WEAK_SHARE) for unit in question.weak),
        *(_neighbours(*pair) for pair in question.pairs),
        *_titled(question.telling, share),
    ]
    needed = [Bool(should=telling, minimum_should_match=question.needed)] if telling else [MatchAll()]
    if question.near:
        scored = [
            ConstantScore(filter=Term("id", one), boost=score) for one, score in near_scores(question.near).items()
        ]
        needed = [Bool(should=[*needed, *scored], minimum_should_match=1)]
    excluded = [_unit(unit, share) for unit in question.excluded]
    if question.is_of_the_rest:
        excluded.append(Bool(must=telling))
    return Bool(must=needed, should=ranking, must_not=excluded, filter=[audience_filter(audience)])


def audience_filter(audience: Iterable[str]) -> Query:
    return Terms("audience", sorted(audience))


def kind_query(kind: str) -> Query:
    return Term(KIND_FIELD, kind)


def filtered_query(query: Query, filters: Mapping[str, Iterable[str]]) -> Query:
    return Bool(must=[query], filter=_facet_filters(filters)) if filters else query


def fuzzy_query(exact: str, audience: Iterable[str], *, distance: int) -> Query:
    """Match readable documents with a word within `distance` of `exact`."""
    close = {"value": exact, "fuzziness": distance, "max_expansions": MAX_SPELLINGS, "transpositions": True}
    return Bool(must=[Fuzzy("literal", close)], filter=[audience_filter(audience)])


def sound_query(exact: str, audience: Iterable[str]) -> Query:
    """Match readable documents with a word that sounds like `exact`."""
    return Bool(must=[Term("sound", sound_of(exact))], filter=[audience_filter(audience)])


def title_query(text: str, audience: Iterable[str], *, slips: int = 0) -> Query:
    """Match readable documents whose title has the words of `text`, which has some, the last one unfinished; long words
    may have so many slips.

    Those whose title begins with `text` come first.
    """
    *complete, last = simple_words(text)[:MAX_WORDS]
    may_slip = slips and len(last.exact) >= SHORTEST
    unfinished = Regexp(TITLE_EXACT, f"({near_start(last.exact)}).*") if may_slip else Prefix(TITLE_EXACT, last.exact)
    return Bool(
        must=[*(_title_word(word, slips) for word in complete), unfinished],
        should=[ConstantScore(filter=Prefix("start", title_start(text)), boost=START_BOOST)],
        filter=[audience_filter(audience)],
    )


def _title_word(word: Word, slips: int) -> Query:
    exactly = _any_term(word, (TITLE_EXACT, "title"))
    if not slips or len(word.exact) < SHORTEST:
        return exactly
    return DisMax(queries=[exactly, Fuzzy(TITLE_EXACT, {"value": word.exact, "fuzziness": slips, "prefix_length": 1})])


def results_body(match_query: Query, query: SearchQuery) -> dict:
    """Return one request for the page and the counts; each count ignores the filter of its own facet."""
    body = _page(_better_first(match_query, query.better), query.offset, query.limit)
    if query.filters:
        body["post_filter"] = Bool(filter=_facet_filters(query.filters)).to_dict()
    body["aggs"] = _facet_counts(tuple(name for name in query.facets if name not in query.filters), query.filters)
    for name in query.facets:
        if name in query.filters:
            others = {other: values for other, values in query.filters.items() if other != name}
            body["aggs"] |= _facet_counts((name,), others)
    return body


def ranking_body(match_query: Query, query: SearchQuery) -> dict:
    """Return a request for the ids of the page, in the same order."""
    return {**results_body(match_query, replace(query, facets=())), "_source": False}


def page_body(match_query: Query, limit: int) -> dict:
    return _page(match_query, 0, limit)


def words_body(match_query: Query, limit: int) -> dict:
    """Return a request for the exact words of documents, and nothing else of them."""
    return {**page_body(match_query, limit), "_source": False, "stored_fields": [WRITTEN]}


def count_body(match_query: Query, most: int) -> dict:
    """Return a request for the number of documents, exact up to `most`."""
    return {"query": match_query.to_dict(), "size": 0, "track_total_hits": most}


def best_body(match_query: Query) -> dict:
    """Return a request for the relevance of the best document."""
    return {**_page(match_query, 0, 1), "_source": False, "track_total_hits": False, "track_scores": True}


def counts_body() -> dict:
    return {"query": MatchAll().to_dict(), "size": 0, "aggs": _facet_counts((KIND,), {})}


def ids_body(match_query: Query, limit: int, after: str | None = None) -> dict:
    """Return a request for a page of ids, in order, after one of them."""
    body = {"query": Bool(filter=[match_query]).to_dict(), "sort": ["id"], "_source": False}
    return {**body, "size": limit, "track_total_hits": True, **({"search_after": [after]} if after else {})}


def facet_buckets(aggregations: Mapping) -> Iterator[tuple[str, list[Mapping]]]:
    """Return the buckets of each facet of an answer, whatever they are nested in."""
    for name, aggregation in aggregations.items():
        label, _, facet = name.partition(":")
        if label == "facet":
            yield facet, aggregation["buckets"]
        elif label == "within":
            yield from facet_buckets(aggregation)


def _page(match_query: Query, offset: int, limit: int) -> dict:
    """Order by relevance, multiplied by the weight of the kind."""
    weight = FieldValueFactor(field="weight", missing=1)
    return {
        "query": FunctionScore(query=match_query, functions=[weight], boost_mode="multiply").to_dict(),
        "sort": [{"_score": "desc"}, {"id": "asc"}],
        "from": offset,
        "size": limit,
        "track_total_hits": True,
    }


def _better_first(query: Query, better: Mapping[str, Iterable[str]]) -> Query:
    """Add to the relevance of what has one of the values of a facet."""
    scored = [ConstantScore(filter=wanted, boost=BETTER_SCORE) for wanted in _facet_filters(better)]
    return Bool(must=[query], should=scored) if scored else query


def _facet_counts(names: tuple[str, ...], filters: Mapping[str, Iterable[str]]) -> dict:
    """Count documents by value of the facets `names`, under `filters`."""
    counts = {f"facet:{name}": _count(name) for name in names}
    if not (counts and filters):
        return counts
    return {
        f"within:{','.join(filters)}": {**A("filter", Bool(filter=_facet_filters(filters))).to_dict(), "aggs": counts}
    }


@cache
def _count(name: str) -> dict:
    return A("terms", field=f"facets.{name}", size=MAX_FACET_VALUES, shard_size=COUNTED_IN_A_SHARD).to_dict()


def _facet_filters(filters: Mapping[str, Iterable[str]]) -> list[Query]:
    return [Terms(f"facets.{name}", sorted(values)) for name, values in filters.items()]


def _neighbours(first: Word, second: Word) -> Query:
    """Match two words that follow one another in a field, or nearly."""
    text = f"{first.terms[-1]} {second.terms[-1]}"
    return DisMax(
        queries=[
            MatchPhrase(field, {"query": text, "slop": NEAR, "boost": FIELD_WEIGHTS[field]})
            for field in NEIGHBOUR_FIELDS
        ],
        tie_breaker=TIE_BREAKER,
        boost=NEIGHBOURS_SHARE,
    )


def _titled(units: Sequence[Unit], share: int) -> list[Query]:
    """Match a title with two thirds of several units: it counts for the number that it has."""
    if len(units) < 2:
        return []
    titles = [ConstantScore(filter=_in_title(unit, share), boost=TITLE_SCORE) for unit in units]
    return [Bool(should=titles, minimum_should_match=-(-2 * len(titles) // 3))]


def _in_title(unit: Unit, share: int) -> Query:
    variants = [
        Bool(must=[_any_term(word, ("title",)) for word in variant.content_words])
        for variant in _affordable(unit.variants, share)
        if variant.content_words
    ]
    return DisMax(queries=variants) if variants else MatchNone()


def _unit(unit: Unit, share: int) -> Query:
    variants = [_variant(variant) for variant in _affordable(unit.variants, share)]
    return variants[0] if len(variants) == 1 else DisMax(queries=variants)


def _affordable(variants: Iterable[Variant], share: int) -> Iterator[Variant]:
    """Yield the first of `variants`, cut if need be, and the others that fit in `share` words."""
    for variant in variants:
        if share <= 0:
            return
        share -= len(variant.words)
        yield Variant(
            variant.words[: share + len(variant.words)], variant.is_phrase, variant.is_literal, variant.weight
        )


def _variant(variant: Variant) -> Query:
    if variant.is_literal and not variant.is_phrase:
        return Bool(filter=[Term("literal", word.exact) for word in variant.words])
    if variant.is_phrase and len(variant.content_words) > 1:
        parts = [_phrase(variant.content_words)]
    else:
        parts = [_any_term(word, FIELD_WEIGHTS) for word in variant.words if not variant.is_literal or word.terms]
    literal = [Term("literal", word.exact) for word in variant.content_words] if variant.is_literal else []
    if len(parts) == 1 and not literal and variant.weight == 1:
        return parts[0]
    return Bool(must=parts, filter=literal, boost=variant.weight)


def _phrase(content_words: Sequence[Word]) -> Query:
    """Match the words as a phrase in one of the fields."""
    text = phrase(content_words)
    return DisMax(
        queries=[MatchPhrase(field, {"query": text, "boost": FIELD_WEIGHTS[field]}) for field in TEXT_FIELDS],
        tie_breaker=TIE_BREAKER,
    )


def _any_term(word: Word, fields: Collection[str]) -> Query:
    """Match documents with `word` in one of `fields`; the field with the best score counts."""
    return DisMax(
        queries=[
            Term(field, {"value": term, "boost": FIELD_WEIGHTS[field]})
            for field in fields
            for term in ((word.exact,) if field == TITLE_EXACT else word.terms)
        ],
        tie_breaker=TIE_BREAKER,
    )
