"""Messages of the demo's training year: the log of its mails, and followed calendars."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.enums import MailState
from extranet.demo.training.training_days import moment
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

TOLD_BEFORE = timedelta(days=44)


def settle_mails() -> None:
    """Mark mails as sent in time, so that the worker of the demo has none to send."""
    address = Subquery(Member.objects.filter(pk=OuterRef("member")).values("email"))
    for session in Session.objects.with_dates():
        sent_at = moment(session.first_day - TOLD_BEFORE)
        times = {"planned": sent_at, "due": sent_at, "claimed": sent_at, "settled": sent_at}
        mails = Mail.objects.planned().about(f"session:{session.pk}:")
        mails.update(state=MailState.SENT, attempts=1, address=address, **times)
    Enclosure.objects.unneeded().delete()


def build_calendars(*, animator: Member) -> None:
    epm = EPM.objects.get(pk=min(animator.epm_ids))
    territory = Territory.objects.get(name="Cahors")
    watcher = Member.objects.get(email="territoire.cahors@example.org")
    CalendarFeed.objects.bulk_create(
        [
            CalendarFeed(member=animator, created_by=animator),
            CalendarFeed(territory=territory, created_by=watcher),
            CalendarFeed(epm=epm, created_by=animator),
        ]
    )
