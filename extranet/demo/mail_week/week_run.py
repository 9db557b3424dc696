"""The week itself, with the clock moved: what happens is told by the site's own jobs, to a mailbox in memory.

Nothing of it stays: the whole week is one transaction, undone at its end, and no mail server is asked. The mails of the
others are planned like those of the reader, but not composed: that alone would take a minute.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from alertes.enums import MailState
from alertes.occasions.letters.leaving import prepare_letters, send_letters
from extranet.demo.content import read_file
from extranet.demo.mail_week.events import WeekPeople, happen, moment_of
from extranet.demo.mail_week.report import WeekReport, report_week
from formation.proof.evaluation.services import ask_for_evaluations, remind_of_evaluations
from formation.sessions.enrolment.services.convocations import send_convocations, send_reminders
from formation.sessions.enrolment.services.offers import lapse_offers
from forums.threads.clock.services import climb_questions
from reseau.people.members.models.member import Member
from ressources.authoring.upkeep.services import remind_due
from ressources.review.services import remind_late
from ressources.workshops.open_workshops.notices import remind_of_tomorrow
from search.index.sync import sync_paused

# The periodic jobs that tell people something, in the order of `tick`.
JOBS = (
    lapse_offers,
    send_convocations,
    send_reminders,
    ask_for_evaluations,
    remind_of_evaluations,
    remind_of_tomorrow,
    remind_due,
    remind_late,
    climb_questions,
    prepare_letters,
    send_letters,
    send_digests,
)
# Moments of a day at which the jobs run: the hour of digests, that of reminders, the evening.
TICKS = (time(7, 5), time(8, 5), time(18, 5))
# A mail that leaves at once waits a minute; the worker comes after.
WORKER_COMES = timedelta(minutes=2)
DAYS = 7


@dataclass(frozen=True)
class WeekMoment:
    """What the week does at one moment: an event of the content, the jobs, or the worker that sends."""

    at: datetime
    run: Callable[[], object]


def run_week(reader: Member, *, freeze_time: Callable) -> WeekReport:
    """Run the week from next Monday on, for everybody in the demo; return what `reader` got by mail.

    `freeze_time`: a clock that stands still, made by time-machine, a library that a site in service does not have.
    """
    monday = _next_monday(timezone.now())
    in_memory = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
    with transaction.atomic(), sync_paused(), in_memory:
        mail.outbox = []
        people, missing = WeekPeople.around(reader), []
        with freeze_time(monday) as clock:
            for step in _steps(people, monday, missing):
                clock.move_to(step.at)
                step.run()
            report = report_week(reader, monday=monday, messages=mail.outbox, missing=missing)
        mail.outbox = []
        transaction.set_rollback(True)
    return report


def _next_monday(now: datetime) -> datetime:
    day = timezone.localdate(now)
    return timezone.make_aware(datetime.combine(day + timedelta(days=7 - day.weekday()), time()))


def _steps(people: WeekPeople, monday: datetime, missing: list[str]) -> Iterator[WeekMoment]:
    """Return the steps in order; `missing` takes the names of events that this reader has no matter for."""
    steps, sending = [], partial(send_to, people.reader)
    for content in read_file("mail_week")["events"]:
        at = moment_of(content, monday)
        steps.append(WeekMoment(at, lambda content=content: missing.extend(filter(None, [happen(people, content)]))))
        steps.append(WeekMoment(at + WORKER_COMES, sending))
    for day in range(DAYS):
        for tick in TICKS:
            at = monday + timedelta(days=day, hours=tick.hour, minutes=tick.minute)
            steps += [WeekMoment(at, _run_jobs), WeekMoment(at + WORKER_COMES, sending)]
    return iter(sorted(steps, key=lambda step: step.at))


def _run_jobs() -> None:
    for job in JOBS:
        job()


def send_to(reader: Member) -> None:
    """Send all that is due to `reader`, as the worker does, batch after batch; note the mails of the others as sent."""
    now = timezone.now()
    others = Mail.objects.due().order_by().exclude(member=reader)
    others.update(state=MailState.SENT, claimed=now, settled=now, attempts=1)
    while Mail.objects.due().exists():
        send_waiting()
