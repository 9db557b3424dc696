"""Tests of retention, from the notice to the figures of destroyed records."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from alertes.channels.notices.models import Notice
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learner
from b2i.privacy.retention import services
from b2i.privacy.retention.models import Contact, DepartedTally, DormancyNotice, Elimination, EliminationLine
from reseau.documents.eliminations.services import abandon_elimination, note_visa
from tests.factories.b2i import EvidenceFactory, LearnerFactory, RecordFactory, RetractedEvidenceFactory, skill_of

pytestmark = pytest.mark.django_db
VISA = {"reference": "AD46/2026/12", "visa_by": "La directrice des Archives"}


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def make_due(epm, framework, count: int = 1) -> list[Learner]:
    """Create learners without contact for three years, whose EPM was notified a hundred days ago."""
    learners = []
    for learner in LearnerFactory.create_batch(count, epm=epm, created=days_ago(1095)):
        EvidenceFactory(record=RecordFactory(learner=learner, framework=framework), created=days_ago(1000))
        DormancyNotice.objects.create(learner=learner, told_on=timezone.localdate() - timedelta(days=100))
        learners.append(learner)
    return learners


def with_visa(coordinator) -> Elimination:
    elimination = services.prepare_elimination(prepared_by=coordinator)
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    elimination.refresh_from_db()
    return elimination


def test_dormant_records_notify_no_outsider(record, outsider, animator):
    Learner.objects.filter(pk=record.learner.pk).update(created=days_ago(1095))
    services.notify_dormant_records()

    assert [notice.member for notice in Notice.objects.all()] == [animator]


def test_epm_is_notified_once_of_dormant_records(record, animator, colleague, stranger):
    Learner.objects.update(created=days_ago(1095))
    assert [services.notify_dormant_records() for _ in range(2)] == [1, 0]
    assert {notice.member for notice in Notice.objects.all()} == {animator, colleague}
    assert Notice.objects.filter(text__contains="Jeanne").count() == 0
    assert DormancyNotice.objects.get().learner == record.learner


def test_notice_is_deleted_after_return(record, animator):
    DormancyNotice.objects.create(learner=record.learner)
    services.notify_dormant_records()
    assert DormancyNotice.objects.count() == 0


def test_news_keep_record(learner, animator):
    DormancyNotice.objects.create(learner=learner)
    services.note_contact(learner=learner, noted_by=animator)
    assert (DormancyNotice.objects.count(), Contact.objects.get().noted_by) == (0, animator)


def test_login_keeps_record(learner):
    DormancyNotice.objects.create(learner=learner)
    assert [services.end_dormancy(learner=learner) for _ in range(2)] == [True, False]


def test_list_holds_due_records(other_record, epm, b2i_adultes, coordinator):
    due_learners = make_due(epm, b2i_adultes, 2)
    elimination = services.prepare_elimination(prepared_by=coordinator)
    assert {line.learner for line in elimination.lines.all()} == set(due_learners)
    line = elimination.lines.first()
    assert (line.epm, line.last_contact) == (epm, timezone.localdate(days_ago(1000)))


def test_list_without_due_record_is_refused(record, coordinator):
    with pytest.raises(ValidationError, match="Aucun livret"):
        services.prepare_elimination(prepared_by=coordinator)
    assert Elimination.objects.count() == 0


def test_listed_record_is_on_no_other_list(epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes)
    services.prepare_elimination(prepared_by=coordinator)
    with pytest.raises(ValidationError):
        services.prepare_elimination(prepared_by=coordinator)


def test_nothing_is_destroyed_without_visa(epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes)
    elimination = services.prepare_elimination(prepared_by=coordinator)
    with pytest.raises(ValidationError, match="visa"):
        services.carry_out(elimination=elimination)
    assert Learner.objects.count() == 1


def test_database_requires_complete_visa(coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Elimination.objects.create(carried_out_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Elimination.objects.create(visa_on=timezone.localdate())


@pytest.mark.parametrize("days", [-1, 1])
def test_visa_on_impossible_day_is_refused(epm, b2i_adultes, coordinator, days):
    make_due(epm, b2i_adultes)
    elimination = services.prepare_elimination(prepared_by=coordinator)
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ValidationError):
        note_visa(elimination=elimination, visa_on=day, noted_by=coordinator, **VISA)


def test_visa_is_noted_once_and_list_is_kept(epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes)
    elimination = with_visa(coordinator)
    with pytest.raises(ValidationError, match="déjà noté"):
        note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    with pytest.raises(ValidationError, match="se garde"):
        abandon_elimination(elimination=elimination)


def test_abandoned_list_frees_its_records(epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes)
    abandon_elimination(elimination=services.prepare_elimination(prepared_by=coordinator))
    assert services.prepare_elimination(prepared_by=coordinator).lines.count() == 1


def test_records_are_destroyed_and_others_kept(other_record, epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes, 2)
    elimination = with_visa(coordinator)
    assert services.carry_out(elimination=elimination) == services.EliminationResult(erased_count=2, kept_count=0)
    assert list(Learner.objects.all()) == [other_record.learner]
    assert [(line.learner, line.outcome) for line in elimination.lines.all()] == [(None, "erased")] * 2
    assert services.carry_out(elimination=elimination) == services.EliminationResult(erased_count=0, kept_count=0)


def test_returned_learner_is_kept(epm, b2i_adultes, coordinator, animator):
    returned_learner, _erased_learner = make_due(epm, b2i_adultes, 2)
    elimination = with_visa(coordinator)
    services.note_contact(learner=returned_learner, noted_by=animator)
    assert services.carry_out(elimination=elimination) == services.EliminationResult(erased_count=1, kept_count=1)
    assert list(Learner.objects.all()) == [returned_learner]


def test_learner_erased_meanwhile_is_counted_as_erased(epm, b2i_adultes, coordinator):
    (learner,) = make_due(epm, b2i_adultes)
    elimination = with_visa(coordinator)
    erase_learner(learner=learner)
    assert services.carry_out(elimination=elimination) == services.EliminationResult(erased_count=1, kept_count=0)
    assert DepartedTally.objects.count() == 0


def test_five_destroyed_records_are_counted_for_their_epm(epm, other_epm, b2i_adultes, coordinator):
    make_due(epm, b2i_adultes, 5)
    make_due(other_epm, b2i_adultes, 2)
    services.carry_out(elimination=with_visa(coordinator))
    tallies = DepartedTally.objects.filter(domain__code="D1")
    year = timezone.localdate().year
    assert sorted((tally.place, tally.year, tally.learners, tally.practised) for tally in tallies) == [
        ("EPM de Gramat", year, 5, 5),
        ("ensemble du réseau", year, 2, 2),
    ]
    assert sorted(EliminationLine.objects.order_by().values_list("epm__name").distinct()) == [
        ("EPM de Gramat",),
        ("EPM de Luzech",),
    ]


def test_retracted_line_of_a_destroyed_record_is_not_counted(epm, b2i_adultes, coordinator):
    for learner in make_due(epm, b2i_adultes, 5):
        record = learner.records.get()
        RetractedEvidenceFactory(record=record, skill=skill_of(record, "D2.1"), created=days_ago(1000))
    services.carry_out(elimination=with_visa(coordinator))

    practised_counts = dict(DepartedTally.objects.values_list("domain__code", "practised"))
    assert (practised_counts["D1"], practised_counts["D2"]) == (5, 0)


def test_command_previews_then_runs_once(other_record, epm, b2i_adultes, coordinator):
    Learner.objects.update(created=days_ago(1095))
    make_due(epm, b2i_adultes)
    with_visa(coordinator)

    def output_of(*arguments: str) -> str:
        output = StringIO()
        call_command("retention", *arguments, stdout=output)
        return output.getvalue()

    preview = output_of("--dry-run")
    assert [preview.count(end) for end in ("prévenu : 1", "bordereau : 0", "à supprimer : 1")] == [1, 1, 1]
    assert (Learner.objects.count(), DormancyNotice.objects.count()) == (2, 1)
    assert output_of().count("1 supprimés, 0 gardés") == 1
    assert output_of().count("supprimés") == 0
    assert list(Learner.objects.all()) == [other_record.learner]
