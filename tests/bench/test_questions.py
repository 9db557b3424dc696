"""The questions of the benchmark: many, varied, asked by people with different rights."""

from bench.corpus import documents
from bench.questions import FACETS, PEOPLE, beginnings, questions
from search.language.search_question import parse_question


def test_more_than_fifty_questions_cover_every_kind():
    asked = questions()
    read_by_engines = [parse_question(each.text) for each in asked]
    assert len(asked) > 50
    assert len({(each.text, tuple(each.filters)) for each in asked}) == len(asked)
    assert sum(len(each.filters) >= 2 for each in asked) >= 10
    assert sum(bool(each.excluded) for each in read_by_engines) >= 4
    assert sum(any(unit.variants[0].is_phrase for unit in each.included) for each in read_by_engines) >= 5
    assert {each.audience for each in asked} == set(PEOPLE)


def test_every_question_counts_the_facets_of_the_documents():
    names = {name for each in documents(range(100)) for name in each.all_facets}
    assert set(FACETS) == names
    assert {each.facets for each in questions()} == {FACETS}
    assert {name for each in questions() for name in each.filters} <= names


def test_words_are_typed_letter_by_letter():
    assert [each.text for each in beginnings()][:3] == ["i", "im", "imp"]
