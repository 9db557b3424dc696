"""The documents of the benchmark: varied French, always the same, in the proportions of a real site."""

import re
from collections import Counter
from functools import cache

from bench.corpus import EPM_COUNT, document, documents
from search.sources.documents import TAG

WORD = re.compile(r"[^\W\d_]+")


@cache
def thousand():
    return tuple(documents(range(1000)))


def counted() -> Counter:
    texts = (f"{each.title} {each.summary} {each.body}" for each in thousand())
    return Counter(word.lower() for text in texts for word in WORD.findall(text))


def test_thousand_documents_have_many_words_most_of_them_rare():
    counts = counted()
    written = counts.total()
    assert len(counts) >= 10_000
    hundred_first = sum(count for _, count in counts.most_common(100))
    assert 0.4 < hundred_first / written < 0.6
    once = sum(count == 1 for count in counts.values())
    assert once > len(counts) / 5


def test_same_number_gives_the_same_document():
    assert document(123) == document(123)
    assert document(123) == thousand()[123]
    assert document(124) != document(123)


def test_documents_differ_in_length():
    lengths = sorted(each.body.count(" ") for each in thousand())
    assert 50 < lengths[0] < 90
    assert 380 < lengths[-1] < 500
    assert len({each.body for each in thousand()}) == 1000


def test_kinds_and_audiences_are_in_proportion():
    kinds = Counter(each.kind for each in thousand())
    assert kinds.most_common(3) == [("topic", kinds["topic"]), ("sheet", kinds["sheet"]), ("member", kinds["member"])]
    assert set(kinds) == {"topic", "sheet", "member", "training", "epm", "skill"}
    levels = Counter(token.partition(":")[0] for each in thousand() for token in each.audience)
    assert min(levels["public"], levels["member"]) > levels["territory"] > levels["epm"] > 0
    assert levels["coordinator"] == levels["territory"] + levels["epm"]


def test_facets_have_many_values():
    values: dict[str, set[str]] = {}
    for each in thousand():
        for name, found in each.all_facets.items():
            values.setdefault(name, set()).update(found)
    assert set(values) == {"kind", "theme", "territory", "epm", "level", "duration", "skill", "year", TAG}
    assert len(values["epm"]) == EPM_COUNT
    assert len(values[TAG]) > 500
    assert len(values["year"]) > 8
