"""Statements against a table made by hand; what is noted late, given back, paid once; the steps to the payment."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.declic.debits.services import reverse_debit
from accueil.declic.enums import BodyKind, ReversalReason
from accueil.declic.reimbursements.models import CircuitStep, StatementLine, TicketStatement, next_month
from accueil.declic.reimbursements.paid_sessions import paid_groups
from accueil.declic.reimbursements.pending import month_to_draw
from accueil.declic.reimbursements.services import (
    add_step,
    destroy_old_statements,
    draw_month,
    leave_step,
    next_step,
    note_step,
)
from accueil.declic.reimbursements.tables import COLUMNS, statement_rows
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.services import HISTORY_KEPT, destroy_old_history
from alertes.channels.notices.models import Notice
from tests.clock import freeze_time
from tests.factories.tickets import TicketBodyFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
ODILE, YVES, MARIA = "Odile Bastide", "Yves Clary", "Maria Ségala"


def figures(statements) -> list[tuple]:
    return sorted((str(each.body), each.minutes, each.cents) for each in statements)


def test_month_is_that_of_a_table_made_by_hand(pay, body, other_epm, month):
    """EPM de Gramat: 2 h + 2 h + 1 h 30 = 5 h 30, 55 €; EPM de Luzech: 1 h, 10 €; organisme du Causse: 2 h, 20 €."""
    luzech = TicketBodyFactory(epm=other_epm)
    causse = TicketBodyFactory(epm=body.epm, kind=BodyKind.TRAINING, name="Organisme du Causse")
    pay(body, month, ODILE)
    pay(body, month + 9 * DAY, YVES)
    pay(body, month + 20 * DAY, ODILE, 90)
    pay(luzech, month + 3 * DAY, MARIA, 60)
    pay(causse, month + 4 * DAY, YVES)
    given_back = pay(luzech, month + 5 * DAY, ODILE)
    reverse_debit(entry=given_back, reason=ReversalReason.ABSENT, by=given_back.noted_by)

    statements = draw_month(first_day=month)

    assert figures(statements) == [
        ("EPM de Gramat", 330, 55_00),
        ("EPM de Luzech", 60, 10_00),
        ("Organisme du Causse", 120, 20_00),
    ]
    rows = {row[1]: dict(zip(COLUMNS, row, strict=True)) for row in statement_rows(statements)}
    assert (rows["EPM de Gramat"]["Heures"], rows["EPM de Gramat"]["Montant (€)"]) == (5.5, 55.0)
    assert (rows["Organisme du Causse"]["Lieu des séances"], rows["EPM de Luzech"]["Heures"]) == ("EPM de Gramat", 1.0)


def test_lines_of_a_statement_add_up_to_it(pay, body, month):
    pay(body, month, ODILE)
    pay(body, month + DAY, YVES, 30)

    (statement,) = draw_month(first_day=month)

    lines = list(statement.lines.select_related("entry"))
    assert (statement.minutes, statement.cents) == (150, 25_00)
    assert (-sum(line.entry.minutes for line in lines), sum(line.cents for line in lines)) == (150, 25_00)


def test_page_has_a_line_for_each_session_and_one_for_what_came_back(pay, body, month):
    pay(body, month, ODILE)
    entry = pay(body, month + DAY, YVES, 90)
    reverse_debit(entry=entry, reason=ReversalReason.ABSENT, by=entry.noted_by)

    (statement,) = draw_month(first_day=month)

    groups = [(group.day, group.minutes, group.hours_words) for group in paid_groups(statement.lines.all())]
    assert groups == [
        (month, 120, "2\u00a0h"),
        (month + DAY, 90, "1\u00a0h\u00a030"),
        (month + DAY, 90, "−1\u00a0h\u00a030"),
    ]


def test_what_is_noted_or_given_back_late_is_in_the_next_statement(pay, body, month):
    entry = pay(body, month, ODILE)
    draw_month(first_day=month)
    pay(body, month + DAY, YVES)
    reverse_debit(entry=entry, reason=ReversalReason.OTHER_SESSION, by=entry.noted_by)
    pay(body, month + 2 * DAY, MARIA, 60)

    with freeze_time(timezone.make_aware(datetime.datetime.combine(next_month(next_month(month)), datetime.time(9)))):
        assert month_to_draw() == next_month(month)
        (later,) = draw_month(first_day=next_month(month))

    assert (later.minutes, later.cents) == (60, 10_00)


def test_month_that_gives_back_more_than_it_debits_is_negative(pay, body, month):
    entry = pay(body, month, ODILE)
    draw_month(first_day=month)
    reverse_debit(entry=entry, reason=ReversalReason.ABSENT, by=entry.noted_by)

    with freeze_time(timezone.make_aware(datetime.datetime.combine(next_month(next_month(month)), datetime.time(9)))):
        (later,) = draw_month(first_day=next_month(month))

    assert (later.hours_words, later.euros_words) == ("−2\u00a0h", "−20\u00a0€")


def test_price_of_each_batch_counts(pay, body, month, batch):
    TicketBatch.objects.filter(pk=batch.pk).update(hour_cents=1150)
    pay(body, month, ODILE, 90)

    (statement,) = draw_month(first_day=month)

    assert (statement.cents, statement.euros_words) == (1725, "17,25\u00a0€")


def test_month_is_drawn_once_and_when_it_is_over(pay, body, month):
    with pytest.raises(ValidationError, match="Rien à payer"):
        draw_month(first_day=month)
    pay(body, month, ODILE)
    with pytest.raises(ValidationError, match="n’est pas fini"):
        draw_month(first_day=timezone.localdate().replace(day=1))
    draw_month(first_day=month)

    with pytest.raises(ValidationError, match="Rien à payer"):
        draw_month(first_day=month)
    assert month_to_draw() is None


def test_debit_of_this_month_waits(pay, body, month):
    pay(body, month, ODILE)
    pay(body, timezone.localdate(), YVES)

    (statement,) = draw_month(first_day=month)

    assert statement.minutes == 120


def test_database_pays_an_entry_once_and_a_month_once(pay, body, month):
    pay(body, month, ODILE)
    (statement,) = draw_month(first_day=month)

    with pytest.raises(IntegrityError), transaction.atomic():
        StatementLine.objects.create(statement=statement, entry=statement.lines.get().entry, cents=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketStatement.objects.create(body=body, first_day=month, minutes=1, cents=1)


def test_team_is_told_of_its_statement(pay, body, month, animator):
    pay(body, month, ODILE)

    (statement,) = draw_month(first_day=month)

    notice = Notice.objects.get(member=animator, url=statement.get_absolute_url())
    assert notice.text == f"Tickets déclic de {statement.month}\u00a0: 2\u00a0h, 20\u00a0€."


def test_statement_goes_with_its_entries_after_ten_years(pay, body, month, batch):
    pay(body, month, ODILE)
    draw_month(first_day=month)

    assert destroy_old_statements() == 0
    with freeze_time(days_from_now(368 + HISTORY_KEPT.days)):
        assert (destroy_old_history(), destroy_old_statements(), TicketStatement.objects.count()) == (3, 1, 0)


# The circuit


@pytest.fixture
def statement(pay, body, month):
    pay(body, month, ODILE)
    return draw_month(first_day=month)[0]


@pytest.fixture
def steps(db):
    return [add_step(name="Vérifié", who="Coordination"), add_step(name="Payé", who="Trésorerie")]


def test_steps_are_noted_in_their_order_with_who_and_when(statement, steps, coordinator):
    today = timezone.localdate()

    note_step(statement=statement, step=steps[0], done_on=today, by=coordinator)
    note_step(statement=statement, step=steps[1], done_on=today, by=coordinator)

    done = statement.steps_done.all()
    assert [(each.step, each.done_on, each.noted_by) for each in done] == [(step, today, coordinator) for step in steps]
    assert next_step(statement=statement) is None


def test_step_that_is_not_the_next_one_is_refused(statement, steps):
    with pytest.raises(ValidationError, match="une autre vient avant"):
        note_step(statement=statement, step=steps[1], done_on=timezone.localdate())


@pytest.mark.parametrize("days", [1, -1])
def test_step_of_a_day_to_come_or_before_the_statement_is_refused(statement, steps, days):
    with pytest.raises(ValidationError) as refusal:
        note_step(statement=statement, step=steps[0], done_on=timezone.localdate() + days * DAY)

    assert list(refusal.value.message_dict) == ["done_on"]


def test_step_that_is_withdrawn_stays_on_what_was_done_and_its_name_is_free(statement, steps):
    note_step(statement=statement, step=steps[0], done_on=timezone.localdate())
    leave_step(step=steps[0])

    assert (next_step(statement=statement), statement.steps_done.count()) == (steps[1], 1)
    assert add_step(name="Vérifié", who="Finances").rank == 3
    with pytest.raises(ValidationError, match="porte déjà ce nom"):
        add_step(name="Payé", who="Finances")
    assert CircuitStep.objects.in_use().count() == 2
