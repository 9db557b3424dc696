"""A call asks once, the first to accept gives the session, the others and the participants are told once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from formation.sessions.models.occupancy import Occupancy
from formation.year.replacement.models import ReplacementCall
from formation.year.replacement.services import (
    CLOSED,
    NOT_ABLE,
    NOT_ASKED,
    TAKEN,
    accept_call,
    call_replacement,
    decline_call,
    end_call,
)
from formation.year.session_changes.services import cancel_session
from reseau.texts.elision import of
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.planning import TrainerProfileFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.formation.year.replacement.conftest import give
from tests.random_runs import random_steps


@pytest.fixture
def call(session, ill, able, coordinator):
    return call_replacement(session=session, replaced=ill, members=able, by=coordinator, message="Tout est prêt.")


def told(member, event: str) -> list[str]:
    notices = Notice.objects.filter(member=member, key__contains=event).order_by("pk")
    return list(notices.values_list("text", flat=True))


def trainers(session) -> list:
    return [trainer.member for trainer in session.trainers.select_related("member")]


def test_each_person_asked_gets_one_notice_and_one_mail_at_once(call, able, ill, coordinator):
    for member in able:
        assert told(member, "replacement") == [
            f"Pouvez-vous remplacer {ill}\u00a0? {call.session.training.title}, " + (f"{call.session.when_and_where}.")
        ]
        mail = Mail.objects.get(member=member)
        assert (mail.is_urgent, "Tout est prêt." in mail.text, mail.url) == (True, True, call.get_absolute_url())
    assert Notice.objects.filter(member__in=[ill, coordinator]).exists() is False


def test_first_to_accept_gives_the_session_and_everybody_is_told_once(call, session, able, ill, coordinator):
    participant = EnrolmentFactory(session=session).member
    first, second = able

    accept_call(call=call, by=first)
    with pytest.raises(ValidationError) as refusal:
        accept_call(call=call, by=second)

    assert refusal.value.messages == [TAKEN]
    call.refresh_from_db()
    assert (trainers(session), call.taken_by) == ([first], first)
    assert session.trainers.get().is_lead is True
    assert set(Occupancy.objects.filter(half_day__session=session, epm=None).values_list("member", flat=True)) == {
        first.pk,
        participant.pk,
    }
    words = f"{first} remplace {ill}\u00a0: {session.training.title}, {session.when_and_where}. Merci à vous."
    assert told(second, "replacement") == [words]
    assert told(coordinator, "replacement") == [words]
    assert len(told(participant, f"session:{session.pk}")) == 1
    assert told(participant, "participants")[0].startswith(f"{first} vous accueillera à la place {of(ill)}")
    assert len(told(ill, "no-trainer")) == 1
    assert Mail.objects.filter(member=first, key__contains=":trainer:").count() == 1
    assert Mail.objects.filter(member=first, key__contains="asked").count() == 0


def test_person_who_helps_is_replaced_by_one_who_helps(session, able, ill, coordinator):
    helper = PositionFactory().member
    give(session, helper, is_lead=False)
    call = call_replacement(session=session, replaced=helper, members=able[:1], by=coordinator)

    accept_call(call=call, by=able[0])

    assert trainers(session) == [ill, able[0]]


def test_session_that_has_begun_keeps_who_gave_its_first_day(session, able, ill, coordinator, close_session):
    HalfDayFactory(session=session, date=in_days(14))
    call = call_replacement(session=session, replaced=ill, members=able, by=coordinator)
    session.half_days.filter(date=in_days(7)).update(date=in_days(-1), closed_at="2026-01-01T10:00Z")

    accept_call(call=call, by=able[0])

    assert trainers(session) == [able[0], ill]


def test_whoever_was_not_asked_changes_nothing(call, session, ill, stranger):
    for action in (accept_call, decline_call):
        with pytest.raises(ValidationError) as refusal:
            action(call=call, by=stranger)
        assert refusal.value.messages == [NOT_ASKED]
    assert trainers(session) == [ill]


def test_person_busy_since_is_refused_and_the_call_stays_open(call, session, able, ill):
    give(SessionFactory(training=session.training, epm=EPMFactory()), able[0])

    with pytest.raises(ValidationError, match="Vous n’êtes plus libre"):
        accept_call(call=call, by=able[0])

    assert (trainers(session), ReplacementCall.objects.open().get()) == ([ill], call)
    accept_call(call=call, by=able[1])


def test_cancelled_session_and_ended_call_take_nobody(call, session, able, coordinator):
    cancel_session(session=session, reason="Neige", by=coordinator)
    with pytest.raises(ValidationError) as refusal:
        accept_call(call=call, by=able[0])
    assert refusal.value.messages == [CLOSED]


def test_ended_call_withdraws_its_question_and_may_be_made_again(call, session, able, ill, coordinator):
    with pytest.raises(ValidationError, match="déjà en cours"):
        call_replacement(session=session, replaced=ill, members=able, by=coordinator)

    end_call(call=call, by=coordinator)

    assert [told(member, "replacement") for member in able] == [[], []]
    with pytest.raises(ValidationError):
        accept_call(call=call, by=able[0])
    call_replacement(session=session, replaced=ill, members=able, by=coordinator)


def test_whoever_called_is_told_once_nobody_is_left(call, able, ill, coordinator):
    decline_call(call=call, by=able[0])
    assert told(coordinator, "declined") == []

    decline_call(call=call, by=able[1])
    decline_call(call=call, by=able[1])

    assert len(told(coordinator, "declined")) == 1
    accept_call(call=call, by=able[1])  # one may change one's mind


@pytest.mark.parametrize("case", ["stranger", "busy", "nobody", "not a trainer", "draft"])
def test_call_is_refused(session, ill, able, coordinator, stranger, case):
    asked, replaced = able, ill
    match case:
        case "stranger":
            asked = [stranger]
        case "busy":
            give(SessionFactory(training=session.training, epm=EPMFactory()), able[0])
        case "nobody":
            asked = []
        case "not a trainer":
            replaced = stranger
        case "draft":
            type(session).objects.filter(pk=session.pk).update(status="draft")
    with pytest.raises(ValidationError) as refusal:
        call_replacement(session=session, replaced=replaced, members=asked, by=coordinator)

    assert (refusal.value.messages == [NOT_ABLE]) is (case in ("stranger", "busy"))
    assert ReplacementCall.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [("coordinator", True), ("territorial", True), ("other_territorial", False), ("stranger", False), ("ill", False)],
)
def test_territory_calls_for_its_own_sessions(request, session, ill, able, person, is_allowed):
    by = request.getfixturevalue(person)
    try:
        call_replacement(session=session, replaced=ill, members=able, by=by)
    except ValidationError:
        assert is_allowed is False
    assert ReplacementCall.objects.exists() is is_allowed


def test_database_refuses_a_second_open_call_and_a_call_both_taken_and_ended(call, session, ill, able):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplacementCall.objects.create(session=session, replaced=ill)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplacementCall.objects.filter(pk=call.pk).update(taken_at="2026-01-01T10:00Z", ended_at="2026-01-01T10:00Z")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplacementCall.objects.filter(pk=call.pk).update(taken_by=able[0])


class Answers(RuleBasedStateMachine):
    """Whatever the order of answers, one person at most takes the session, and a taken one is never given away."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        training = TrainingPageFactory()
        self.session = SessionFactory(training=training)
        self.by, self.ill = PositionFactory(coordinator=True).member, PositionFactory().member
        give(self.session, self.ill)
        self.people = [TrainerProfileFactory(trainings=[training]).member for _ in range(3)]
        self.call = call_replacement(session=self.session, replaced=self.ill, members=self.people[:2], by=self.by)
        self.winner, self.is_ended = None, False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(number=st.integers(0, 2))
    def accept(self, number: int) -> None:
        try:
            accept_call(call=self.call, by=self.people[number])
        except ValidationError:
            assert self.winner or self.is_ended or number == 2
        else:
            assert (self.winner, self.is_ended, number == 2) == (None, False, False)
            self.winner = self.people[number]

    @rule(number=st.integers(0, 1))
    def decline(self, number: int) -> None:
        decline_call(call=self.call, by=self.people[number])

    @rule()
    def end(self) -> None:
        try:
            end_call(call=self.call, by=self.by)
        except ValidationError:
            assert self.winner or self.is_ended
        else:
            self.is_ended = True

    @invariant()
    def one_person_gives_it(self) -> None:
        if hasattr(self, "session"):
            assert trainers(self.session) == [self.winner or self.ill]
            assert (self.winner is None) or not self.is_ended


@pytest.mark.usefixtures("site_tree")
def test_any_order_of_answers_gives_the_session_to_one_person():
    run_state_machine_as_test(Answers, settings=random_steps(runs=10, steps=10))
