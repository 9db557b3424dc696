"""A member of the demo who reads nothing but mail for a week: few mails, each with its reason, nothing told twice."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.choices.kinds import Kind, declared_kinds
from alertes.declarations.events import MEETING_CHANGED
from alertes.enums import Rhythm
from extranet.demo.content import read_file
from extranet.demo.mail_week.events import EVENTS
from extranet.demo.mail_week.report import AT_ONCE, ReceivedMail, ToldEvent, WeekReport
from extranet.demo.mail_week.week_run import run_week
from formation.declarations.events import SESSION_DATES
from forums.declarations.events import MENTIONED, OWN_TOPIC_ANSWERED
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_NEWS
from tests.clock import freeze_time

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def week(demo, django_db_blocker) -> WeekReport:
    with django_db_blocker.unblock(), override_settings(QUIET_HOURS="20-7"):
        return run_week(Member.objects.get(email="animateur1@example.org"), freeze_time=freeze_time)


def test_week_keeps_the_budget(week):
    assert week.faults() == []
    assert week.missing == []


def test_one_digest_a_day_tells_what_does_not_press(week):
    days = [timezone.localdate(each.at) for each in week.mails if each.is_digest]
    assert len(days) == len(set(days))
    assert {timezone.localtime(each.at).hour for each in week.mails if each.is_digest} == {7}
    assert max(len(each.events) for each in week.mails if each.is_digest) >= 12


def test_answers_to_an_own_question_and_changed_dates_arrive_at_once(week):
    kinds = {each.events[0].kind for each in week.mails if not each.is_digest}
    assert kinds >= {OWN_TOPIC_ANSWERED, SESSION_DATES, MEETING_CHANGED}
    assert kinds <= set(AT_ONCE)


def test_an_answer_in_the_night_waits_for_the_morning(week):
    hours = [timezone.localtime(each.at).hour for each in week.mails if not each.is_pressing]
    assert hours
    assert all(7 <= hour < 20 for hour in hours)


def test_thanks_and_veille_bring_no_mail_in_the_week(week):
    sentences = {name: kind.sentence for name, kind in declared_kinds().items()}
    assert week.on_site_only[sentences["ressources.sheet_thanks"]] == 1
    assert week.waiting[sentences["ressources.watch_news"]] == 1


def test_mails_are_light(week):
    assert max(each.size for each in week.mails) < 60_000


def test_what_leaves_at_once_by_default_is_what_the_issue_lists():
    by_default = {kind for kind in declared_kinds().values() if kind.rhythm is Rhythm.AT_ONCE}
    assert by_default == set(AT_ONCE)


def test_every_event_of_the_content_has_its_function():
    assert {each["what"] for each in read_file("mail_week")["events"]} == set(EVENTS)


def test_command_prints_the_week_and_leaves_nothing(running_demo, settings):
    settings.DEMO = True
    before = [model.objects.count() for model in (Mail, Notice, Topic)]
    mail.outbox = []
    out = StringIO()
    call_command("mail_week", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("Les courriels de ")
    assert lines[-1] == "Budget tenu."
    assert [model.objects.count() for model in (Mail, Notice, Topic)] == before
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("address", "words"),
    [("personne@example.org", "Personne de la démonstration"), ("coordination@example.org", "qui anime un EPM")],
)
def test_command_wants_somebody_who_has_an_epm(running_demo, settings, address, words):
    settings.DEMO = True
    with pytest.raises(CommandError, match=words):
        call_command("mail_week", member=address, stdout=StringIO())


def test_command_is_for_demonstrations(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Seulement sur une démonstration"):
        call_command("mail_week", stdout=StringIO())


def in_digest(kind: Kind, *keys: str) -> ReceivedMail:
    events = tuple(ToldEvent(key, kind, key) for key in keys)
    return ReceivedMail(MOMENT, "Objet", 900, is_digest=True, is_pressing=False, is_asked=False, events=events)


def at_once(kind: Kind, key: str) -> ReceivedMail:
    return replace(in_digest(kind, key), is_digest=False)


@pytest.mark.parametrize(
    ("mails", "fault"),
    [
        ([in_digest(SHEET_NEWS, "a"), in_digest(SHEET_NEWS, "b")], "2 résumés lundi 2 mars 2026"),
        ([at_once(OWN_TOPIC_ANSWERED, "post:7"), in_digest(MENTIONED, "post:7:mention")], "dit 2 fois\u00a0: post:7"),
        ([at_once(SHEET_NEWS, "a")], "aussitôt sans raison\u00a0: Objet"),
    ],
)
def test_a_breach_of_the_budget_is_seen(mails, fault):
    report = WeekReport(Member(), mails[0].at, tuple(mails), Counter(), Counter())
    assert report.faults() == [fault]
    assert list(report.lines())[-1] == f"Budget dépassé\u00a0: {fault}."
