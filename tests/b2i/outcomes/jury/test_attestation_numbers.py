"""Numbers of attestations: one for one attestation, in an académie and a year; doubles of before are listed."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from b2i.outcomes.enums import JuryDecision
from b2i.outcomes.jury.models.candidacy import NUMBER_TAKEN, Candidacy
from b2i.outcomes.jury.services import note_decision
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db
NUMBER = "B2IA 46"


@pytest.fixture
def holder(record, coordinator):
    return decide(CandidacyFactory(record=record, jury=JurySessionFactory(past=True)), coordinator)


@pytest.fixture
def candidacy(other_record):
    return CandidacyFactory(record=other_record, jury=JurySessionFactory(past=True))


@pytest.fixture
def doubles(record, other_record):
    """Two attestations with one number, as they were before the constraint."""
    return [
        CandidacyFactory(record=held, delivered=True, attestation_number=NUMBER, is_former_double=is_former_double)
        for held, is_former_double in ((record, False), (other_record, True))
    ]


def decide(candidacy: Candidacy, by, *, number: str = NUMBER, decided_on=None) -> Candidacy:
    day = decided_on or timezone.localdate()
    return note_decision(
        candidacy=candidacy, decision=JuryDecision.DELIVERED, decided_on=day, attestation_number=number, by=by
    )


@pytest.mark.parametrize("number", [NUMBER, " b2ia  46 "])
def test_number_of_another_attestation_is_refused_without_a_name(holder, candidacy, coordinator, number):
    with pytest.raises(ValidationError) as refusal:
        decide(candidacy, coordinator, number=number)

    assert refusal.value.message_dict == {"attestation_number": [NUMBER_TAKEN]}
    assert not any(word in NUMBER_TAKEN for word in str(holder.learner).split())
    candidacy.refresh_from_db()
    assert (candidacy.decision, candidacy.attestation_number) == ("", "")


def test_number_is_free_in_another_academy_and_in_another_year(holder, candidacy, coordinator):
    candidacy.jury.academy = "Bordeaux"
    candidacy.jury.save()
    assert decide(candidacy, coordinator).attestation_academy == "Bordeaux"

    day = timezone.localdate().replace(year=timezone.localdate().year - 1, day=1)
    candidacy.jury.academy, candidacy.jury.held_on = "Toulouse", day
    candidacy.jury.save()
    assert decide(candidacy, coordinator, decided_on=day).attestation_year == day.year


def test_number_stays_when_the_rest_is_corrected_and_goes_with_a_refusal(holder, candidacy, coordinator):
    assert decide(holder, coordinator).attestation_key == ("toulouse", timezone.localdate().year, "b2ia 46")
    refused = note_decision(
        candidacy=holder, decision=JuryDecision.REFUSED, decided_on=timezone.localdate(), by=coordinator
    )
    assert refused.attestation_key == ("", None, "")
    assert decide(candidacy, coordinator).attestation_number == NUMBER


def test_database_refuses_a_number_twice(record, other_record):
    CandidacyFactory(record=record, delivered=True, attestation_number=NUMBER)
    with pytest.raises(IntegrityError):
        CandidacyFactory(record=other_record, delivered=True, attestation_number=NUMBER.lower())


def test_number_written_by_somebody_else_meanwhile_is_refused(holder, candidacy, coordinator, monkeypatch):
    monkeypatch.setattr(type(Candidacy.objects.all()), "numbered_like", lambda self, candidacy: self.none())
    monkeypatch.setattr(Candidacy, "validate_constraints", lambda self, **kwargs: None)
    with pytest.raises(ValidationError) as refusal:
        decide(candidacy, coordinator)
    assert refusal.value.message_dict == {"attestation_number": [NUMBER_TAKEN]}


def test_doubles_of_before_are_listed_until_one_is_corrected(doubles, coordinator, client_of):
    client = client_of(coordinator)
    page = client.get("/b2i/jury/").text
    assert (page.count(f"n°\u00a0{NUMBER}"), page.count(str(doubles[0].learner))) == (2, 0)

    decide(doubles[0], coordinator, number="B2IA 47")

    assert "enregistrés deux fois" not in client.get("/b2i/jury/").text
    # From then on the constraint holds the number.
    assert not Candidacy.objects.filter(is_former_double=True).exists()


def test_double_of_before_keeps_its_number_when_the_rest_is_corrected(doubles, coordinator):
    day = timezone.localdate()
    terms = {"candidacy": doubles[1], "decision": JuryDecision.DELIVERED, "decided_on": day, "by": coordinator}
    corrected = note_decision(**terms, attestation_number=NUMBER, act="n° 12")
    assert (corrected.act, corrected.is_former_double) == ("n° 12", True)
    assert set(Candidacy.objects.with_double_number()) == set(doubles)


def test_update_marks_doubles_and_renumbers_nothing(doubles, epm):
    Candidacy.objects.update(attestation_academy="", attestation_year=None, is_former_double=False)

    import_module("b2i.migrations.0046_attestation_numbers").place_numbers(apps, None)

    keys = Candidacy.objects.order_by("pk").values_list("attestation_number", "attestation_academy", "is_former_double")
    assert list(keys) == [(NUMBER, "Toulouse", False), (NUMBER, "Toulouse", True)]
    assert set(Candidacy.objects.with_double_number()) == set(doubles)
