"""Tests of candidacies, sessions and decisions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from b2i.outcomes.enums import JuryDecision
from b2i.outcomes.jury import services
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JuryDossier
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(record):
    validate_skills(record, *ENOUGH)
    return record


def refusal(service, **kwargs) -> str:
    with pytest.raises(ValidationError) as error:
        service(**kwargs)
    return error.value.messages[0]


def note_decision(candidacy, coordinator, *, decision=JuryDecision.DELIVERED, days=0, act="") -> Candidacy:
    day = timezone.localdate() - timedelta(days=days)
    number = "n° 46" if decision == JuryDecision.DELIVERED else ""
    return services.note_decision(
        candidacy=candidacy, decision=decision, decided_on=day, act=act, attestation_number=number, by=coordinator
    )


def test_ready_learner_applies_once(ready, animator):
    candidacy = services.apply_for_jury(record=ready, noted_by=animator)
    assert (candidacy.asked_on, candidacy.noted_by, candidacy.is_decided) == (timezone.localdate(), animator, False)
    assert refusal(services.apply_for_jury, record=ready, noted_by=animator) == services.ALREADY


def test_unready_or_certified_learner_cannot_apply(record, animator):
    assert refusal(services.apply_for_jury, record=record, noted_by=animator) == services.NOT_READY
    validate_skills(record, *ENOUGH)
    CandidacyFactory(record=record, delivered=True)
    assert refusal(services.apply_for_jury, record=record, noted_by=animator) == services.HAS_IT


def test_refused_learner_can_apply_again(ready, animator, coordinator):
    note_decision(CandidacyFactory(record=ready, jury=JurySessionFactory(past=True)), coordinator, decision="refused")
    assert services.apply_for_jury(record=ready, noted_by=animator).pk


def test_withdrawn_candidate_leaves_session(ready, animator):
    candidacy = CandidacyFactory(record=ready, jury=JurySessionFactory())
    services.withdraw_candidacy(candidacy=candidacy, by=animator)
    candidacy.refresh_from_db()
    assert (candidacy.jury, candidacy.withdrawn_by) == (None, animator)
    assert refusal(services.withdraw_candidacy, candidacy=candidacy, by=animator) == services.TOO_LATE
    assert services.apply_for_jury(record=ready, noted_by=animator).pk != candidacy.pk


def test_decided_candidacy_cannot_be_withdrawn_or_unassigned(ready, animator):
    candidacy = CandidacyFactory(record=ready, delivered=True)
    assert refusal(services.withdraw_candidacy, candidacy=candidacy, by=animator) == services.TOO_LATE
    assert refusal(services.unassign_from_jury, candidacy=candidacy) == services.TOO_LATE


def test_ready_candidates_are_assigned_and_unassigned(ready, other_record):
    jury, candidacy, unready_candidacy = (
        JurySessionFactory(),
        CandidacyFactory(record=ready),
        CandidacyFactory(record=other_record),
    )
    assert services.assign_to_jury(jury=jury, candidacies=[candidacy, unready_candidacy]) == 1
    assert list(jury.candidacies.all()) == [candidacy]
    assert services.assign_to_jury(jury=JurySessionFactory(), candidacies=[candidacy]) == 0
    services.unassign_from_jury(candidacy=candidacy)
    assert not jury.candidacies.exists()
    assert refusal(services.assign_to_jury, jury=jury, candidacies=[]) == services.NOBODY


def test_ready_candidate_who_was_not_chosen_still_waits(ready, other_record):
    validate_skills(other_record, *ENOUGH)
    jury, chosen, other = JurySessionFactory(), CandidacyFactory(record=ready), CandidacyFactory(record=other_record)

    assert services.assign_to_jury(jury=jury, candidacies=[chosen]) == 1

    assert (list(jury.candidacies.all()), list(Candidacy.objects.waiting())) == ([chosen], [other])


def test_session_is_prepared_once(b2i_adultes, coordinator):
    terms = {"held_on": timezone.localdate(), "place": "Lycée", "academy": "Toulouse", "by": coordinator}
    assert services.prepare_jury(**terms).framework == b2i_adultes
    assert "déjà notée" in refusal(services.prepare_jury, **terms)


def test_decision_is_noted_and_corrected(ready, coordinator):
    candidacy = CandidacyFactory(record=ready, jury=JurySessionFactory(past=True))
    note_decision(candidacy, coordinator, decision=JuryDecision.REFUSED)
    corrected_candidacy = note_decision(candidacy, coordinator, days=1, act="n° 12")
    assert (corrected_candidacy.decision, corrected_candidacy.act, corrected_candidacy.decision_noted_by) == (
        "delivered",
        "n° 12",
        coordinator,
    )


def test_decision_needs_jury_and_later_day(ready, coordinator):
    candidacy = CandidacyFactory(record=ready)
    assert "aucun jury" in decision_error(candidacy, coordinator)
    candidacy.jury = JurySessionFactory(past=True)
    candidacy.save()
    assert "après le jury" in decision_error(candidacy, coordinator, days=31)
    assert "à venir" in decision_error(candidacy, coordinator, days=-1)


def test_decision_is_taken_on_the_day_of_the_jury_at_the_earliest(ready, coordinator):
    jury = JurySessionFactory(past=True)
    candidacy = CandidacyFactory(record=ready, jury=jury)
    days = (timezone.localdate() - jury.held_on).days
    assert "après le jury" in decision_error(candidacy, coordinator, days=days + 1)
    assert note_decision(candidacy, coordinator, days=days).decided_on == jury.held_on


def test_decision_is_noted_from_its_day_on(ready, coordinator):
    candidacy = CandidacyFactory(record=ready, jury=JurySessionFactory(held_on=timezone.localdate()))
    assert "à venir" in decision_error(candidacy, coordinator, days=-1)
    assert note_decision(candidacy, coordinator).decided_on == timezone.localdate()


def decision_error(candidacy, coordinator, **kwargs) -> str:
    with pytest.raises(ValidationError) as error:
        note_decision(candidacy, coordinator, **kwargs)
    return error.value.messages[0]


def test_second_attestation_is_refused(ready, coordinator):
    CandidacyFactory(record=ready, delivered=True)
    second_candidacy = CandidacyFactory(record=ready, jury=JurySessionFactory(past=True))
    assert "déjà le brevet" in decision_error(second_candidacy, coordinator)


def test_archive_is_requested_once(ready, coordinator):
    jury = JurySessionFactory()
    assert "Personne" in refusal(services.request_files, jury=jury, by=coordinator)
    CandidacyFactory(record=ready, jury=jury)
    dossier = services.request_files(jury=jury, by=coordinator)
    assert services.request_files(jury=jury, by=coordinator) == dossier == JuryDossier.objects.get()


def test_delivered_attestation_has_its_number_and_a_refusal_has_none(ready, coordinator):
    candidacy = CandidacyFactory(record=ready, jury=JurySessionFactory(past=True))
    terms = {"candidacy": candidacy, "decided_on": timezone.localdate(), "by": coordinator}
    delivered = {"decision": JuryDecision.DELIVERED, "attestation_number": " "}
    assert refusal(services.note_decision, **terms, **delivered) == services.NO_NUMBER
    noted = services.note_decision(**terms, **delivered | {"attestation_number": " B2IA  46 "})
    assert noted.attestation_number == "B2IA 46"
    refused = services.note_decision(**terms, decision=JuryDecision.REFUSED, attestation_number="B2IA 46")
    assert refused.attestation_number == ""
    with pytest.raises(IntegrityError):
        Candidacy.objects.update(attestation_number="B2IA 46")
