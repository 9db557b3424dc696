"""Opinions, interviews noted and corrected in any order: never more opinions than interviews, none lost, none twice."""

import uuid

import pytest
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionMonth, WaitingOpinion
from accueil.visio.opinions.services import count_waiting_opinions, open_tablet, write_tablet_opinions
from tests.factories.accueil import AppointmentFactory, PartnerFactory, VisioRoomFactory
from tests.factories.reseau import EPMFactory, MemberFactory
from tests.random_runs import random_steps

ANSWERS = ("yes", "rather_yes", "rather_no", "no")


class OpinionsOfAMonth(RuleBasedStateMachine):
    """One place and one partner. `kept`: answers that the site said it wrote, by their key."""

    @initialize()
    def begin(self) -> None:
        Appointment.objects.all().delete()
        OpinionMonth.objects.all().delete()
        WaitingOpinion.objects.all().delete()
        self.room = VisioRoomFactory(epm=EPMFactory())
        self.partner = PartnerFactory()
        self.tablet = open_tablet(epm=self.room.epm, by=MemberFactory())
        self.kept: dict[str, tuple[str, str]] = {}
        self.most_seen = 0

    @rule()
    def book(self) -> None:
        room = VisioRoomFactory(epm=self.room.epm)
        AppointmentFactory(room=room, partner=self.partner, day=timezone.localdate())

    @rule(outcome=st.sampled_from(["seen", "no_show", "excused"]))
    def note(self, outcome) -> None:
        if first := Appointment.objects.filter(state="booked").first():
            Appointment.objects.filter(pk=first.pk).update(state=outcome)

    @rule(welcome=st.sampled_from(ANSWERS), expectations=st.sampled_from(ANSWERS), again=st.booleans())
    def answer(self, welcome, expectations, again) -> None:
        key = next(iter(self.kept), None) if again else None
        sent = {
            "about": self.partner.slug, "key": key or str(uuid.uuid4()), "age": 0, "welcome": welcome,
            "expectations": expectations,
        }  # fmt: skip
        (outcome,) = write_tablet_opinions(tablet=self.tablet, raw_entries=[sent])
        assert outcome["state"] == "already" if key else outcome["state"] in ("written", "refused")
        if outcome["state"] == "written":
            self.kept[sent["key"]] = (welcome, expectations)

    @rule()
    def count(self) -> None:
        count_waiting_opinions()

    @invariant()
    def every_kept_answer_is_counted_or_waits(self) -> None:
        if not hasattr(self, "kept"):
            return
        rows, waiting = list(OpinionMonth.objects.all()), list(WaitingOpinion.objects.all())
        for rank, question in enumerate(("welcome", "expectations")):
            found = {
                answer: sum(getattr(row, f"{question}_{answer}") for row in rows)
                + sum(getattr(each, question) == answer for each in waiting)
                for answer in ANSWERS
            }
            given = [pair[rank] for pair in self.kept.values()]
            assert found == {answer: given.count(answer) for answer in ANSWERS}

    @invariant()
    def no_more_opinions_than_interviews(self) -> None:
        if not hasattr(self, "kept"):
            return
        seen = Appointment.objects.filter(state="seen").count()
        assert all(row.received <= row.interviews <= seen for row in OpinionMonth.objects.all())


@pytest.mark.usefixtures("db")
def test_any_order_of_outcomes_and_opinions():
    run_state_machine_as_test(OpinionsOfAMonth, settings=random_steps(runs=12, steps=15))
