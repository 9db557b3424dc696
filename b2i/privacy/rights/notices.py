"""Notice to the animators of an EPM when a learner contests something: one for each record and day."""

from django.urls import reverse

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import correct_daily_notices, merge_into_daily_notice
from b2i.declarations.events import RECORD_CARE
from b2i.people.accesses.journal import note_message
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.notices import animators_of
from b2i.records.models import Record
from reseau.people.members.models.member import Member


def notify_contest(record: Record) -> None:
    """Notify the animators of the EPM that keeps the record of all that waits for an answer."""
    learner = record.learner
    for member in animators_of(learner.epm_id):
        merge_into_daily_notice(
            member=member,
            about=_about(record),
            text=_text(record, member),
            url=f"{reverse('b2i:learner_rights', args=[learner.pk])}#contestations",
            kind=RECORD_CARE,
            is_state=True,
        )
        if _may_read(member, learner):
            note_message(member, learner)


def lessen_contest_notices(record: Record) -> None:
    """Tell less, or nothing, once a contest is answered."""
    unread_notices = Notice.objects.about(_about(record)).unread()
    for member in Member.objects.filter(pk__in=unread_notices.values("member")):
        correct_daily_notices(member=member, about=_about(record), text=_text(record, member))


def _text(record: Record, member: Member) -> str:
    """Return what waits for an answer, empty if nothing does."""
    count = record.contests.awaiting().count()
    if not count:
        return ""
    who = (
        str(record.learner)
        if _may_read(member, record.learner)
        else f"La personne de la carte {record.learner.card_number}"
    )
    things = "qu’une chose n’est pas exacte" if count == 1 else f"que {count}\u00a0choses ne sont pas exactes"
    return f"{who} dit {things} dans son livret. Répondez-lui."


def _may_read(member: Member, learner: Learner) -> bool:
    return Learner.objects.visible_to(member).filter(pk=learner.pk).exists()


def _about(record: Record) -> str:
    return f"record:{record.pk}:contests"
