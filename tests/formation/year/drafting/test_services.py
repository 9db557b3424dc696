"""Drafting a year: announced sessions stay, demand comes first, nobody is notified."""

import datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.sessions.enums import SessionStatus
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.year.drafting import services
from formation.year.drafting.optimiser import Selection
from formation.year.drafting.services import DraftedYear, draft_year
from tests.factories.formation import AnnualPlanFactory, SessionFactory
from tests.factories.planning import TrainerProfileFactory, VoiceFactory, WishFactory

YEAR = timezone.localdate().year + 1


@pytest.fixture
def training_with_demand(training, epm, other_epm, colleague, coordinator):
    """A training with a trainer and five wishers, in a network of two rooms; four half-days are promised."""
    AnnualPlanFactory(year=YEAR, target=4)
    TrainerProfileFactory(member=colleague, trainings=[training])
    VoiceFactory.create_batch(5, wish=WishFactory(training=training, of_training=True))
    return training


def test_year_is_completed_with_drafts_and_nobody_is_notified(training_with_demand, coordinator):
    drafted_year = draft_year(year=YEAR, by=coordinator, seconds=5)

    assert [session.training for session, _ in drafted_year.sessions] == [training_with_demand, training_with_demand]
    assert {session.status for session in Session.objects.all()} == {SessionStatus.DRAFT}
    assert (drafted_year.missing, drafted_year.impossible, drafted_year.is_best) == (0, [], True)
    assert not Notice.objects.exists()


def test_loading_is_taken_from_the_time_of_the_solver(training_with_demand, coordinator, monkeypatch):
    clock, times = iter((100.0, 103.0)), []
    monkeypatch.setattr(services, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(
        services, "choose", lambda *_, seconds, workers: times.append(seconds) or Selection([], is_best=False)
    )

    draft_year(year=YEAR, by=coordinator, seconds=5)

    assert times == [2.0]


def test_course_that_somebody_hinders_meanwhile_is_told(training_with_demand, coordinator, monkeypatch):
    def refuse(*_):
        raise ValidationError("La salle est prise.")

    monkeypatch.setattr(services, "_draft", refuse)

    drafted_year = draft_year(year=YEAR, by=coordinator, seconds=5)

    assert (drafted_year.sessions, set(drafted_year.impossible), drafted_year.missing) == (
        [],
        {"La salle est prise."},
        4,
    )


def test_drafts_occupy_their_rooms_and_trainers(training_with_demand, colleague, coordinator):
    drafted_year = draft_year(year=YEAR, by=coordinator, seconds=5)

    assert {tuple(session.trainers.values_list("member", flat=True)) for session, _ in drafted_year.sessions} == {
        (colleague.pk,)
    }
    assert (
        Occupancy.objects.filter(member=colleague).count() == Occupancy.objects.filter(epm__isnull=False).count() == 4
    )


def test_announced_sessions_stay_and_count(training_with_demand, epm, coordinator):
    announced_session = SessionFactory(
        training=training_with_demand, epm=epm, dates=[datetime.date(YEAR, 3, 9), datetime.date(YEAR, 3, 10)]
    )

    drafted_year = draft_year(year=YEAR, by=coordinator, seconds=5)

    assert len(drafted_year.sessions) == 1
    announced_session.refresh_from_db()
    assert announced_session.status == SessionStatus.OPEN


def test_second_run_adds_nothing(training_with_demand, coordinator):
    draft_year(year=YEAR, by=coordinator, seconds=5)

    assert draft_year(year=YEAR, by=coordinator, seconds=5) == DraftedYear([], [], 0, is_best=True)
    assert Session.objects.count() == 2


def test_past_year_gives_no_draft(training_with_demand, coordinator):
    AnnualPlanFactory(year=YEAR - 2, target=4)

    drafted_year = draft_year(year=YEAR - 2, by=coordinator, seconds=5)

    assert (drafted_year.sessions, drafted_year.missing) == ([], 4)
    assert drafted_year.impossible[0] == f"Aucun EPM ouvert n’a de place avant la fin de {YEAR - 2}."


def test_command_prints_drafts_and_their_breaches(training_with_demand, coordinator):
    output = StringIO()
    call_command("propose_year", YEAR, seconds=5, stdout=output)

    lines = output.getvalue().splitlines()
    assert lines[-1] == f"2\u00a0brouillons pour {YEAR}. L’objectif est prévu."
    assert len([line for line in lines if line.endswith(training_with_demand.title)]) == 2


def test_command_refuses_without_coordinator_or_with_invalid_year(site_tree):
    with pytest.raises(CommandError, match="coordonne"):
        call_command("propose_year", YEAR)
    with pytest.raises(CommandError, match="année"):
        call_command("propose_year", 20270)
