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
    MatchPhrase,
    Prefix,
    Query,
    Term,
    Terms,
)

from search.engines.base import MAX_FACET_VALUES, SearchQuery
from search.engines.cluster_schema import KIND_FIELD, WRITTEN, phrase, title_start
from search.engines.fields import FIELD_WEIGHTS, TEXT_FIELDS, TIE_BREAKER, TITLE_EXACT
from search.language.analysis import Word, simple_words
from search.language.search_question import SearchQuestion, Unit, Variant
from search.sources.documents import KIND

# Words searched at once, synonyms included. Each is searched in every field, and a cluster accepts 1,024 clauses.
MAX_WORDS = 80
# Maximum number of spellings compared with a misspelt word.
MAX_SPELLINGS = 100
# Values of a facet counted by each shard, for exact counts over all shards.
COUNTED_IN_A_SHARD = 10 * MAX_FACET_VALUES
# Weight of a title that begins with the typed text.
START_BOOST = 1_000.0


def question_query(question: SearchQuestion, audience: Iterable[str], *, all_words: bool) -> Query:
    """Match readable documents with all the units of the question, or any of them, and no excluded unit."""
    share = max(MAX_WORDS // max(len(question.included) + len(question.excluded), 1), 1)
    unit_queries = [_unit(unit, share) for unit in question.included]
    return Bool(
        **({"must": unit_queries} if all_words else {"should": unit_queries, "minimum_should_match": 1}),
        must_not=[_unit(unit, share) for unit in question.excluded],
        filter=[audience_filter(audience)],
    )


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


def title_query(text: str, audience: Iterable[str]) -> Query | None:
    """Match readable documents whose title has the words of `text`, the last one unfinished; None without words.

    Those whose title begins with `text` come first.
    """
    words = simple_words(text)[:MAX_WORDS]
    if not words:
        return None
    *complete, last = words
    parts = [_any_term(word, (TITLE_EXACT, "title")) for word in complete]
    first = ConstantScore(filter=Prefix("start", title_start(text)), boost=START_BOOST)
    return Bool(
        must=[*parts, Prefix(TITLE_EXACT, last.exact)],
        should=[first],
        filter=[audience_filter(audience)],
    )


def results_body(match_query: Query, query: SearchQuery) -> dict:
    """Return one request for the page and the counts; each count ignores the filter of its own facet."""
    body = _page(match_query, query.offset, query.limit)
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


def existence_body(match_query: Query) -> dict:
    return {"query": match_query.to_dict(), "size": 0, "track_total_hits": 1}


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
