"""The ledger under any order of debits, reversals and repeats: never below zero, each debit has its presence."""

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Sum
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accueil.declic.debits.presences import find_delivery
from accueil.declic.debits.services import debit, reverse_debit
from accueil.declic.enums import EntryKind, ReversalReason
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import repair_balances, wrong_balances
from tests.accueil.declic.debits.conftest import days_ago
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory
from tests.factories.tickets import TicketBatchFactory, TicketBodyFactory
from tests.random_runs import random_steps

SESSIONS = 13
numbers = st.integers(0, SESSIONS - 1)
half_hours = st.sampled_from([30, 60, 90, 120, 120, 120, 120, 120])


class LedgerMachine(RuleBasedStateMachine):
    """One ticket, thirteen sessions of a place: what it holds is compared with a plain count of minutes."""

    @initialize()
    def issue(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        epm, sheet = EPMFactory(), SheetFactory()
        self.member = PositionFactory(epm=epm).member
        self.body = TicketBodyFactory(epm=epm)
        batch = TicketBatchFactory()
        TicketBatch.objects.filter(pk=batch.pk).update(issued_on=days_ago(100))
        self.ticket = batch.tickets.get()
        about = {"sheet": sheet, "epm": epm, "member": self.member, "minutes": 120}
        deliveries = [DeliveryFactory(**about, date=days_ago(number)) for number in range(SESSIONS)]
        self.sessions = [find_delivery(delivery.pk) for delivery in deliveries]
        # Minutes of the standing debit of each session; the last entry of each, reversed or not.
        self.standing: dict[int, int] = {}
        self.entries: dict[int, LedgerEntry] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(number=numbers, minutes=half_hours)
    def pay(self, number: int, minutes: int) -> None:
        may = number not in self.standing and sum(self.standing.values()) + minutes <= 1200
        about = {"code": self.ticket.code, "name": self.ticket.person, "by": self.member}
        try:
            entry = debit(session=self.sessions[number], body=self.body, minutes=minutes, **about)
        except ValidationError:
            assert not may
        else:
            assert may
            self.standing[number], self.entries[number] = minutes, entry

    @rule(number=numbers)
    def send_again(self, number: int) -> None:
        if number in self.entries:
            known = self.entries[number]
            about = {"code": self.ticket.code, "name": self.ticket.person, "by": self.member, "key": known.key}
            assert debit(session=self.sessions[number], body=self.body, minutes=120, **about) == known

    @rule(number=numbers)
    def give_back(self, number: int) -> None:
        if number in self.entries:
            try:
                reverse_debit(entry=self.entries[number], reason=ReversalReason.ABSENT, by=self.member)
            except ValidationError:
                assert number not in self.standing
            else:
                del self.standing[number]

    @rule(wrong=st.integers(0, 1200))
    def repair(self, wrong: int) -> None:
        Ticket.objects.filter(pk=self.ticket.pk).update(balance=wrong)
        repair_balances()

    @invariant()
    def balance_is_what_is_left(self) -> None:
        left = Ticket.objects.get(pk=self.ticket.pk).balance
        assert left == 1200 - sum(self.standing.values()) >= 0
        assert left == self.ticket.entries.aggregate(sum=Sum("minutes"))["sum"]
        assert not wrong_balances().exists()

    @invariant()
    def every_debit_has_its_presence_and_one_stands_for_each(self) -> None:
        debits = self.ticket.entries.debits()
        assert not debits.filter(delivery=None).exists()
        standing = dict(self.ticket.entries.standing().order_by().values_list("delivery").annotate(n=Count("pk")))
        assert standing == {self.sessions[number].pk: 1 for number in self.standing}
        reversals = self.ticket.entries.filter(kind=EntryKind.REVERSAL)
        assert all(entry.minutes == -entry.reverses.minutes for entry in reversals.select_related("reverses"))


@pytest.mark.usefixtures("db", "site_tree")
def test_any_sequence_of_events_keeps_the_ledger_true():
    run_state_machine_as_test(LedgerMachine, settings=random_steps(runs=12, steps=25))
