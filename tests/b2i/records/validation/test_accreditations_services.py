"""Tests of accreditations."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.services import validation
from b2i.records.validation.services.accreditations import (
    accredit,
    remind_of_expiring_accreditations,
    withdraw_accreditation,
)
from tests.clock import freeze_time
from tests.factories.b2i import FrameworkFactory
from tests.factories.validation import AccreditationFactory, SecondSignatureFactory, ValidationFactory

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 5), date(2026, 12, 31)
ACT = "Décision du recteur n° 2026-7"


@pytest.fixture
def note(b2i_adultes, coordinator, epm):
    def call(**changed) -> Accreditation:
        arguments = {"framework": b2i_adultes, "act": ACT, "starts_on": START, "ends_on": END, "noted_by": coordinator}
        holder = {} if "member" in changed else {"epm": epm}
        return accredit(**arguments | holder | changed)

    return call


def test_accreditation_stores_holder_act_and_days(note, epm, coordinator):
    note(act="  Décision du recteur \n n° 2026-7 ")
    accreditation = Accreditation.objects.get()
    assert (accreditation.holder, accreditation.act, accreditation.starts_on, accreditation.ends_on) == (
        epm,
        ACT,
        START,
        END,
    )
    assert accreditation.noted_by == coordinator


def test_person_can_be_accredited(note, animator):
    assert note(member=animator).holder == animator


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"act": " "}, "ne peut pas être vide"),
        ({"ends_on": date(2026, 1, 4)}, "Le dernier jour vient après le premier"),
        ({"epm": None}, "celui d’un centre, une habilitation celle d’une personne"),
    ],
)
def test_incomplete_accreditation_is_refused(note, changed, message):
    with pytest.raises(ValidationError) as refusal:
        note(**changed)
    assert message in str(refusal.value)
    assert Accreditation.objects.count() == 0


def test_centre_and_person_together_are_refused(note, animator, epm):
    with pytest.raises(ValidationError, match="celui d’un centre, une habilitation celle d’une personne"):
        note(member=animator, epm=epm)


@pytest.mark.parametrize(
    ("starts", "ends"), [(END, None), (date(2025, 1, 1), START), (date(2025, 1, 1), None), (date(2026, 5, 1), END)]
)
def test_overlapping_accreditations_of_one_holder_are_refused(note, starts, ends):
    note()
    with pytest.raises(ValidationError, match="couvre déjà une partie de ces jours"):
        note(starts_on=starts, ends_on=ends)


def test_accreditation_can_be_renewed_from_next_day(note):
    note()
    note(starts_on=date(2027, 1, 1), ends_on=None)
    assert Accreditation.objects.count() == 2


def test_other_framework_allows_other_accreditation(note):
    note()
    note(framework=FrameworkFactory())
    assert Accreditation.objects.count() == 2


def withdraw(accreditation, coordinator, *, last_day=date(2026, 6, 30), reason="Départ à la retraite"):
    return withdraw_accreditation(
        accreditation=accreditation, last_day=last_day, withdrawn_by=coordinator, reason=reason
    )


def test_accreditation_ends_earlier_with_reason(note, coordinator):
    withdraw(note(), coordinator)
    accreditation = Accreditation.objects.get()
    assert (accreditation.ends_on, accreditation.withdrawal, accreditation.withdrawn_by) == (
        date(2026, 6, 30),
        "Départ à la retraite",
        coordinator,
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": " "}, "Dites pourquoi"),
        ({"last_day": date(2027, 1, 1)}, "s’arrête déjà avant ce jour"),
        ({"last_day": date(2026, 1, 4)}, "Le dernier jour vient après le premier"),
    ],
)
def test_wrong_end_of_accreditation_is_refused(note, coordinator, changed, message):
    accreditation = note()
    with pytest.raises(ValidationError, match=message):
        withdraw(accreditation, coordinator, **changed)
    accreditation.refresh_from_db()
    assert (accreditation.ends_on, accreditation.withdrawal) == (END, "")


@pytest.mark.parametrize("last_day", [START, END])
def test_accreditation_can_be_withdrawn_from_its_first_day_to_its_last(note, coordinator, last_day):
    assert withdraw(note(), coordinator, last_day=last_day).ends_on == last_day


@freeze_time("2026-09-15 10:00:00+02:00")
@pytest.mark.parametrize(
    ("accreditation_field", "act"),
    [("accreditation", "cette habilitation"), ("centre_accreditation", "cet agrément")],
)
def test_accreditation_cannot_end_before_decision(coordinator, accreditation_field, act):
    accreditation = getattr(ValidationFactory(), accreditation_field)
    with pytest.raises(ValidationError, match=f"signée sous {act} le mardi 15 septembre 2026"):
        withdraw(accreditation, coordinator)
    assert withdraw(accreditation, coordinator, last_day=date(2026, 9, 15)).ends_on == date(2026, 9, 15)


@freeze_time("2026-09-15 10:00:00+02:00")
def test_accreditation_cannot_end_before_second_signature(coordinator):
    accreditation = SecondSignatureFactory().accreditation
    with pytest.raises(ValidationError, match="signée sous cette habilitation"):
        withdraw(accreditation, coordinator)


def test_nothing_is_validated_after_last_day(proposal, evaluator, coordinator):
    withdraw(Accreditation.objects.get(member=evaluator), coordinator, last_day=date(2025, 9, 2))
    with pytest.raises(ValidationError, match="Aucune habilitation"):
        validation.validate(proposal=proposal, decided_by=evaluator)


def test_accreditation_is_displayed_with_holder_and_framework(animator, epm):
    of_person = AccreditationFactory(of_person=True, member=animator)
    assert [str(of_person), str(AccreditationFactory(epm=epm))] == [
        f"{animator}, B2i Adultes",
        "EPM de Gramat, B2i Adultes",
    ]


def reminders_to(member) -> list[str]:
    return list(
        Notice.objects.filter(member=member, key__startswith="accreditations:ending:").values_list("text", flat=True)
    )


@freeze_time("2026-11-01 10:00:00+01:00")
def test_coordinators_are_reminded_once(note, coordinator, animator):
    note()
    assert [remind_of_expiring_accreditations(), remind_of_expiring_accreditations()] == [1, 0]
    assert reminders_to(coordinator) == [
        "L’agrément de l’EPM de Gramat finit le jeudi 31 décembre 2026. Notez la suite dès que l’acte arrive."
    ]
    assert reminders_to(animator) == []


@freeze_time("2026-11-15 10:00:00+01:00")
def test_accreditations_that_end_together_make_one_reminder(note, coordinator, animator):
    note()
    note(member=animator)
    assert [remind_of_expiring_accreditations(), remind_of_expiring_accreditations()] == [2, 0]
    (text,) = reminders_to(coordinator)
    assert text.startswith("L’agrément de l’EPM de Gramat et ")
    assert text.endswith(" finissent le jeudi 31 décembre 2026. Notez la suite dès que l’acte arrive.")


@pytest.mark.parametrize("day", ["2026-10-31", "2027-01-01"])
def test_reminder_is_not_sent_outside_its_period(note, coordinator, day):
    note()
    with freeze_time(f"{day} 10:00:00+01:00"):
        assert remind_of_expiring_accreditations() == 0
    assert reminders_to(coordinator) == []


@freeze_time("2026-11-15 10:00:00+01:00")
def test_renewed_or_withdrawn_accreditation_is_not_reminded(note, coordinator, animator):
    note()
    note(starts_on=date(2027, 1, 1), ends_on=None)
    withdraw(note(member=animator), coordinator, last_day=date(2026, 12, 1))
    assert remind_of_expiring_accreditations() == 0


@freeze_time("2026-11-15 10:00:00+01:00")
def test_accreditation_of_other_holder_is_no_renewal(note, animator):
    note()
    note(member=animator, starts_on=date(2027, 1, 1), ends_on=None)
    assert remind_of_expiring_accreditations() == 1
