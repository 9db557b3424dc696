"""Tests of the progress of records: counts and sentences."""

import pytest

from b2i.records.progress.record_progress import (
    DomainProgress,
    RecordProgress,
    practised_words,
    progress_by_record,
    record_progress,
)
from tests.factories.b2i import (
    DomainFactory,
    EvidenceFactory,
    PositioningFactory,
    RecordFactory,
    RetractedEvidenceFactory,
    SkillFactory,
    skill_of,
)
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db


def domain_progress(
    done: int, *, positioned: int = 0, threshold: int | None = 3, validated: int = 0, **domain
) -> DomainProgress:
    return DomainProgress(DomainFactory.build(**domain), done, positioned, 4, threshold, validated)


def domain_counts(progress: RecordProgress) -> list[tuple]:
    return [(domain.done, domain.positioned, domain.total, domain.threshold) for domain in progress.domains]


def test_new_record_has_no_progress(record):
    progress = record_progress(record)
    assert domain_counts(progress) == [(0, 0, 4, 3), (0, 0, 4, 3), (0, 0, 3, 3), (0, 0, 4, 3), (0, 0, 3, 3)]


def test_skill_counts_once_in_its_domain(record):
    EvidenceFactory.create_batch(2, record=record)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"))
    PositioningFactory.create_batch(2, record=record, skill=skill_of(record, "D5.1"))
    progress = record_progress(record)
    assert domain_counts(progress) == [(2, 0, 4, 3), (0, 0, 4, 3), (0, 0, 3, 3), (0, 0, 4, 3), (0, 1, 3, 3)]
    assert (progress.done, progress.positioned, progress.total) == (2, 1, 18)


def test_skill_with_a_retracted_line_alone_is_not_practised(record):
    RetractedEvidenceFactory(record=record)
    RetractedEvidenceFactory(record=record, skill=skill_of(record, "D1.3"))
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"))

    assert (record_progress(record).done, record_progress(record).domains[0].done) == (1, 1)


def test_each_record_has_its_own_progress(record, other_record):
    EvidenceFactory(record=record)
    progress = progress_by_record([record, other_record])
    assert {pk: record_progress.done for pk, record_progress in progress.items()} == {record.pk: 1, other_record.pk: 0}


@pytest.mark.parametrize("number", [1, 5])
def test_progress_of_any_number_of_records_takes_four_queries(django_assert_num_queries, number):
    records = [RecordFactory() for _ in range(number)]
    for record in records:
        EvidenceFactory(record=record)
        PositioningFactory(record=record)
        ValidationFactory(proposal=ProposalFactory(record=record))
    with django_assert_num_queries(4):
        assert [(progress.done, progress.validated) for progress in progress_by_record(records).values()] == [
            (1, 1)
        ] * number


def test_no_record_gives_no_progress():
    assert progress_by_record([]) == {}


@pytest.mark.parametrize(
    ("practised_count", "sentence"),
    [
        (0, "Aucune compétence pratiquée sur 4, il en faut 3"),
        (1, "1\u00a0compétence pratiquée sur 4, il en faut 3"),
        (2, "2\u00a0compétences pratiquées sur 4, il en faut 3"),
        (3, "3\u00a0compétences pratiquées sur 4\u00a0: c’est assez"),
    ],
)
def test_domain_progress_is_described(practised_count, sentence):
    assert domain_progress(practised_count).words == sentence


def test_domain_without_threshold_mentions_none():
    domain = domain_progress(2, threshold=None)
    assert (domain.words, domain.missing, domain.is_reached) == ("2\u00a0compétences pratiquées sur 4", 0, False)


def test_record_progress_is_described():
    record = RecordProgress((domain_progress(3), domain_progress(1)))
    assert record.words == "4\u00a0compétences pratiquées sur 8"
    assert practised_words(0) == "Aucune compétence pratiquée"


def test_beginner_is_invited_to_position_themselves():
    record = RecordProgress((domain_progress(0), domain_progress(0)))
    assert record.next_step == "Quelques questions, une par une. Prenez votre temps."


def test_next_step_is_domain_nearest_to_threshold():
    record = RecordProgress((domain_progress(0), domain_progress(2, plain_name="Mes droits"), domain_progress(3)))
    assert record.next_step == "Encore 1\u00a0chose à apprendre dans «\u00a0Mes droits\u00a0»."


def test_first_domain_wins_at_equal_distance():
    record = RecordProgress((domain_progress(1, name="Un", positioned=1), domain_progress(1, name="Deux")))
    assert record.next_step == "Encore 2\u00a0choses à apprendre dans «\u00a0Un\u00a0»."


def test_next_step_is_animator_once_thresholds_are_reached():
    record = RecordProgress((domain_progress(3), domain_progress(4)))
    assert record.next_step == (
        "Vous avez assez appris dans les 2 parties. Demandez la suite à l’animatrice ou à l’animateur."
    )


def test_skills_of_other_framework_do_not_count(record):
    SkillFactory()
    assert record_progress(record).total == 18


def test_returned_skills_do_not_count_as_validated(record):
    ValidationFactory(proposal=ProposalFactory(record=record))
    ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, "D1.2")), returned=True)
    assert [domain.validated for domain in record_progress(record).domains] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("practised_count", "validated_count", "validated_words", "left_words"),
    [
        (2, 0, "", ""),
        (
            3,
            0,
            "Aucune compétence validée sur 4, il en faut 3",
            "Il manque 3\u00a0choses à valider dans «\u00a0Écrire\u00a0»",
        ),
        (
            2,
            2,
            "2\u00a0compétences validées sur 4, il en faut 3",
            "Il manque 1\u00a0chose à valider dans «\u00a0Écrire\u00a0»",
        ),
        (4, 3, "Domaine D3 validé\u00a0: 3\u00a0compétences validées sur 4", ""),
    ],
)
def test_domain_describes_what_is_left_to_validate(practised_count, validated_count, validated_words, left_words):
    domain = domain_progress(practised_count, validated=validated_count, order=3, code="D3", plain_name="Écrire")
    assert (domain.validated_words, domain.left_words) == (validated_words, left_words)


def test_domain_without_threshold_mentions_no_validation():
    domain = domain_progress(4, threshold=None, validated=4)
    assert (domain.validated_words, domain.left_words, domain.is_validated) == ("", "", False)


@pytest.mark.parametrize(
    ("practised_count", "validated_count", "sentence"),
    [
        (1, 0, "Encore 2 à apprendre pour faire valider cette partie."),
        (3, 0, "Encore 3 à valider pour finir cette partie."),
        (4, 2, "Encore 1 à valider pour finir cette partie."),
        (4, 3, "Bravo\u00a0! Cette partie est finie (3 sur 4)."),
    ],
)
def test_learner_reads_what_is_left_in_a_domain(practised_count, validated_count, sentence):
    assert domain_progress(practised_count, validated=validated_count).learner_words == sentence


@pytest.mark.parametrize(
    ("practised_count", "validated_count", "sentence"),
    [
        (0, 0, "0 pratiquée sur 4"),
        (1, 0, "1 pratiquée sur 4"),
        (3, 1, "3 pratiquées sur 4, dont 1 validée"),
        (4, 2, "4 pratiquées sur 4, dont 2 validées"),
    ],
)
def test_stones_are_said_in_words(practised_count, validated_count, sentence):
    assert domain_progress(practised_count, validated=validated_count).stones_words == sentence


def test_domain_without_threshold_tells_the_learner_what_is_practised():
    assert domain_progress(2, threshold=None).learner_words == "2 pratiquées sur 4"


def test_record_describes_validated_skills():
    record = RecordProgress((domain_progress(3, validated=2), domain_progress(1)))
    assert record.words == "4\u00a0compétences pratiquées sur 8, dont 2 validées"


@pytest.mark.parametrize(
    ("practised_count", "validated_count", "sentence"),
    [
        (0, 0, "Vous avez 8\u00a0choses à apprendre."),
        (1, 0, "Vous avez déjà pratiqué 1\u00a0chose sur 8."),
        (3, 1, "Vous avez déjà pratiqué 3\u00a0choses sur 8. 1 est validée."),
        (4, 2, "Vous avez déjà pratiqué 4\u00a0choses sur 8. 2 sont validées."),
    ],
)
def test_learner_reads_where_their_record_is_in_plain_words(practised_count, validated_count, sentence):
    record = RecordProgress((domain_progress(practised_count, validated=validated_count), domain_progress(0)))
    assert record.learner_words == sentence


def test_record_is_validated_once_every_domain_is():
    assert RecordProgress((domain_progress(3, validated=3), domain_progress(4, validated=4))).is_validated
    assert not RecordProgress((domain_progress(4, validated=4), domain_progress(4, validated=2))).is_validated
    assert not RecordProgress(()).is_validated


def test_next_step_is_validation_once_practice_is_enough():
    record = RecordProgress((domain_progress(3, validated=1), domain_progress(3, validated=2, plain_name="Écrire")))
    assert record.next_step == (
        "Il manque 1\u00a0chose à valider dans «\u00a0Écrire\u00a0». Demandez la suite à l’animatrice ou à l’animateur."
    )


def test_next_step_is_jury_once_everything_is_validated():
    record = RecordProgress((domain_progress(3, validated=3),))
    assert record.next_step == (
        "Tout est validé. Voulez-vous passer devant un jury\u00a0? Dites-le à l’animatrice ou à l’animateur."
    )
