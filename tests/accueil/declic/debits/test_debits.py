"""A ticket debited for sessions: what it takes, once; what is refused, in words; what a reversal gives back."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.declic.bodies.services import end_approval
from accueil.declic.debits.people_names import is_same_person
from accueil.declic.debits.presences import PaidSession, find_delivery, find_workshop, recent_sessions
from accueil.declic.debits.services import reverse_debit
from accueil.declic.enums import EntryKind, ReversalReason
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket, TicketHolder
from accueil.declic.tickets.services import HOLDER_KEPT, erase_holders, wrong_balances
from ressources.sheets.enums import Level
from ressources.workshops.deliveries.services import remove_delivery
from ressources.workshops.open_workshops.services.outcome import note_who_came
from tests.accueil.declic.debits.conftest import days_ago
from tests.clock import freeze_time
from tests.factories.ressources import SheetFactory
from tests.factories.tickets import TicketBodyFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


def balance(ticket) -> int:
    return Ticket.objects.get(pk=ticket.pk).balance


def refused(pay, session, **values) -> dict:
    with pytest.raises(ValidationError) as refusal:
        pay(session, **values)
    return refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"": refusal.value.messages}


def test_ten_sessions_of_two_hours_use_a_ticket_up_and_the_eleventh_is_refused(pay, delivered, ticket):
    sessions = [delivered(ago) for ago in range(1, 12)]
    for session in sessions[:10]:
        pay(session)

    assert (balance(ticket), ticket.entries.debits().count()) == (0, 10)
    assert refused(pay, sessions[10]) == {"code": ["Ce ticket est épuisé\u00a0: ses 20\u00a0h ont servi."]}
    assert not wrong_balances().exists()


def test_debit_knows_its_presence_its_body_and_who_noted_it(pay, delivered, body, animator):
    entry = pay(delivered(3))

    assert (entry.kind, entry.minutes, entry.body, entry.noted_by) == (EntryKind.DEBIT, -120, body, animator)
    assert (entry.held_on, entry.delivery.epm_id) == (days_ago(3), body.epm_id)


def test_what_is_left_is_told_when_it_is_not_enough(pay, delivered, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(balance=60)

    assert refused(pay, delivered(1)) == {"code": ["Il ne reste que 1\u00a0h sur ce ticket."]}
    assert balance(ticket) == 60


def test_other_person_is_refused_before_anything_else_is_told(pay, delivered, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(balance=0)

    assert list(refused(pay, delivered(1), name="Yves Clary")) == ["name"]


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("Odile Bastide", True),
        ("BASTIDE odile", True),
        ("Odile B.", True),
        ("odile", False),
        ("Odile C.", False),
        ("O. Bastide", False),
        ("Odile Bastide Clary", False),
        ("", False),
    ],
)
def test_name_is_compared_without_accents_capitals_or_order(typed, is_same):
    assert is_same_person(typed, "Odile Bastidé") == is_same


@pytest.mark.parametrize(("code", "words"), [("ABC", "Ce code est mal recopié"), ("HHH-HHH-HH", "Ce code est mal")])
def test_wrong_code_stands_beside_the_code(pay, delivered, code, words):
    assert refused(pay, delivered(1), code=code)["code"][0].startswith(words)


def test_ticket_that_expired_before_the_session_is_refused_and_not_on_its_last_day(pay, delivered, batch, ticket):
    with freeze_time(days_from_now(366)):
        late, last = delivered(0), delivered(1)
        assert refused(pay, late)["code"][0].startswith("Ce ticket était valable jusqu’au")
        pay(last)

    assert balance(ticket) == 1080


def test_session_before_the_ticket_is_refused(pay, delivered, batch):
    type(batch).objects.filter(pk=batch.pk).update(issued_on=days_ago(2))

    assert refused(pay, delivered(3))["code"][0].startswith("Ce ticket a été remis après")


def test_ticket_whose_person_is_erased_is_over(pay, delivered, batch, ticket):
    TicketHolder.objects.filter(ticket=ticket).delete()

    assert refused(pay, delivered(1))["code"][0].startswith("Ce ticket est fini")


def test_body_pays_for_the_days_of_its_approval_alone(pay, delivered, body):
    end_approval(approval=body.approvals.get(), ends_on=days_ago(2))

    assert refused(pay, delivered(1))[""][0].startswith("EPM de Gramat n’était pas agréé le")
    pay(delivered(2))


def test_body_of_another_place_pays_nothing(pay, delivered, other_epm):
    assert "" in refused(pay, delivered(1), body=TicketBodyFactory(epm=other_epm))


@pytest.mark.parametrize("minutes", [0, -60, 45, 150])
def test_minutes_are_half_hours_up_to_two_hours(pay, delivered, minutes):
    assert list(refused(pay, delivered(1), minutes=minutes)) == ["minutes"]


def test_session_of_75_minutes_pays_an_hour_and_a_half_at_most(pay, delivered, ticket):
    short = delivered(1, minutes=75)

    assert list(refused(pay, short)) == ["minutes"]
    pay(short, minutes=90)
    assert balance(ticket) == 1110


def test_session_that_is_no_discovery_is_old_to_come_or_cancelled_pays_nothing(pay, delivered, announced, epm):
    hard = delivered(1, sheet=SheetFactory(data__level=Level.CONFIRMED))
    old = delivered(100)
    coming, cancelled = announced(-1), announced(2)
    cancelled.cancelled_at = timezone.now()

    sessions = [hard, old, PaidSession(workshop=coming), PaidSession(workshop=cancelled)]

    assert [list(refused(pay, session)) for session in sessions] == [[""]] * 4
    assert recent_sessions([epm.pk], most=10) == [find_workshop(cancelled.pk)]


def test_ticket_is_debited_once_for_a_session(pay, delivered, ticket):
    session = delivered(1)
    pay(session)

    assert refused(pay, session) == {"code": ["Ce ticket est déjà débité pour cette séance."]}
    assert balance(ticket) == 1080


def test_workshop_and_the_delivery_that_it_became_are_one_presence(pay, announced, animator, ticket):
    workshop = announced(1)
    pay(find_workshop(workshop.pk))
    delivery = note_who_came(workshop=workshop, came=(), others=3, by=animator)

    again = find_delivery(delivery.pk)

    assert again.workshop == workshop
    assert list(refused(pay, again)) == ["code"]


def test_delivery_debited_before_it_was_known_as_that_of_a_workshop_pays_once(pay, announced, delivered, animator):
    noted = delivered(1)
    pay(noted)
    workshop = announced(1)
    assert note_who_came(workshop=workshop, came=(), others=6, by=animator) == noted.delivery

    assert list(refused(pay, find_workshop(workshop.pk))) == ["code"]


def test_database_refuses_a_second_debit_of_the_same_turn(pay, delivered):
    entry = pay(delivered(1))
    values = {
        name: getattr(entry, name) for name in ("ticket", "kind", "minutes", "body", "delivery", "held_on", "turn")
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(**values)


def test_same_key_again_changes_nothing(pay, delivered, ticket):
    key, session = uuid.uuid4(), delivered(1)

    assert pay(session, key=key) == pay(session, key=key)
    assert balance(ticket) == 1080
    assert list(refused(pay, delivered(2), key=key)) == [""]


def test_reversal_gives_the_hours_back_once_and_the_session_may_be_debited_again(pay, delivered, ticket, animator):
    session = delivered(1)
    entry = pay(session)

    back = reverse_debit(entry=entry, reason=ReversalReason.OTHER_DURATION, by=animator)
    with pytest.raises(ValidationError, match="déjà annulé"):
        reverse_debit(entry=entry, reason=ReversalReason.ABSENT, by=animator)
    again = pay(session, minutes=60)

    assert (back.minutes, back.reverses, again.turn, balance(ticket)) == (120, entry, 1, 1140)
    assert list(session.entries().standing()) == [again]
    assert not wrong_balances().exists()


def test_entry_that_is_no_debit_is_not_reversed(ticket, animator):
    with pytest.raises(ValidationError, match="déjà annulé"):
        reverse_debit(entry=ticket.entries.get(), reason=ReversalReason.ABSENT, by=animator)


def test_delivery_that_debited_a_ticket_is_not_removed(pay, delivered, animator):
    session = delivered(1)
    pay(session)

    with pytest.raises(ValidationError, match="Des heures de ticket"):
        remove_delivery(delivery=session.delivery, by=animator)


def test_name_of_a_ticket_that_is_used_up_goes_six_months_after_its_last_debit(pay, delivered, ticket):
    for ago in range(1, 11):
        pay(delivered(ago))

    with freeze_time(days_from_now(HOLDER_KEPT.days)):
        assert erase_holders() == 0
    with freeze_time(days_from_now(HOLDER_KEPT.days + 2)):
        assert erase_holders() == 1
    assert Ticket.objects.get(pk=ticket.pk).person == "Nom effacé"
