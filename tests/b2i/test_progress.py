"""How far records have come, counted and said."""

import pytest

from b2i.progress import DomainProgress, RecordProgress, practised_words, progress_by_record, record_progress
from tests.factories.b2i import (
    DomainFactory,
    EvidenceFactory,
    PositioningFactory,
    RecordFactory,
    SkillFactory,
    skill_of,
)

pytestmark = pytest.mark.django_db


def domain_progress(done: int, *, positioned: int = 0, threshold: int | None = 3, **domain) -> DomainProgress:
    return DomainProgress(DomainFactory.build(**domain), done, positioned, 4, threshold)


def counts(progress: RecordProgress) -> list[tuple]:
    return [(each.done, each.positioned, each.total, each.threshold) for each in progress.domains]


def test_a_new_record_has_everything_before_it(record):
    progress = record_progress(record)
    assert counts(progress) == [(0, 0, 4, 3), (0, 0, 4, 3), (0, 0, 3, 3), (0, 0, 4, 3), (0, 0, 3, 3)]


def test_skills_are_counted_once_in_their_domain(record):
    EvidenceFactory.create_batch(2, record=record)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"))
    PositioningFactory.create_batch(2, record=record, skill=skill_of(record, "D5.1"))
    progress = record_progress(record)
    assert counts(progress) == [(2, 0, 4, 3), (0, 0, 4, 3), (0, 0, 3, 3), (0, 0, 4, 3), (0, 1, 3, 3)]
    assert (progress.done, progress.positioned, progress.total) == (2, 1, 18)


def test_each_record_has_its_own_progress(record, other_record):
    EvidenceFactory(record=record)
    progress = progress_by_record([record, other_record])
    assert {pk: each.done for pk, each in progress.items()} == {record.pk: 1, other_record.pk: 0}


@pytest.mark.parametrize("number", [1, 5])
def test_progress_of_any_number_of_records_takes_three_queries(django_assert_num_queries, number):
    records = [RecordFactory() for _ in range(number)]
    for record in records:
        EvidenceFactory(record=record)
        PositioningFactory(record=record)
    with django_assert_num_queries(3):
        assert [each.done for each in progress_by_record(records).values()] == [1] * number


def test_no_record_no_progress():
    assert progress_by_record([]) == {}


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (0, "Aucune compétence pratiquée sur 4, il en faut 3"),
        (1, "1\u00a0compétence pratiquée sur 4, il en faut 3"),
        (2, "2\u00a0compétences pratiquées sur 4, il en faut 3"),
        (3, "3\u00a0compétences pratiquées sur 4\u00a0: c’est assez"),
    ],
)
def test_a_domain_says_where_it_is(done, words):
    assert domain_progress(done).words == words


def test_a_domain_without_threshold_says_no_threshold():
    domain = domain_progress(2, threshold=None)
    assert (domain.words, domain.missing, domain.is_reached) == ("2\u00a0compétences pratiquées sur 4", 0, False)


def test_the_threshold_is_said_in_words():
    assert domain_progress(0).threshold_words == "3 sur 4"


def test_a_record_says_where_it_is():
    record = RecordProgress((domain_progress(3), domain_progress(1)))
    assert record.words == "4\u00a0compétences pratiquées sur 8"
    assert practised_words(0) == "Aucune compétence pratiquée"


def test_a_beginner_is_invited_to_say_where_she_stands():
    record = RecordProgress((domain_progress(0), domain_progress(0)))
    assert record.next_step == "Commencez par le premier domaine\u00a0: dites où vous en êtes, sans vous presser."


def test_the_next_step_is_the_domain_nearest_to_its_threshold():
    record = RecordProgress((domain_progress(0), domain_progress(2, plain_name="Mes droits"), domain_progress(3)))
    assert record.next_step == "Il vous reste 1\u00a0compétence à pratiquer dans «\u00a0Mes droits\u00a0»."


def test_at_equal_distance_the_first_domain_is_next():
    record = RecordProgress((domain_progress(1, name="Un", positioned=1), domain_progress(1, name="Deux")))
    assert record.next_step == "Il vous reste 2\u00a0compétences à pratiquer dans «\u00a0Un\u00a0»."


def test_when_every_threshold_is_reached_the_animator_knows_what_follows():
    record = RecordProgress((domain_progress(3), domain_progress(4)))
    assert (
        record.next_step == "Vous avez assez pratiqué dans tous les domaines. Parlez de la suite avec votre animateur."
    )


def test_skills_of_another_framework_do_not_count(record):
    SkillFactory()
    assert record_progress(record).total == 18
