"""Notices of workshops open to all: to the team, the day before; to whoever enrolled people or was told of it, when it
moves or is off.

No name of those who come: mails are kept longer than names.
"""

from datetime import timedelta

from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.corrections import correct_unread_notices, members_told_about
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify, take_back_notice
from reseau.people.members.models.member import Member
from reseau.texts.wording import counted, day_in_full
from ressources.declarations.events import WORKSHOP_CHANGED, WORKSHOP_TOMORROW
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

# Not before people are awake.
FROM_HOUR = 8


def remind_of_tomorrow() -> int:
    """Notify who announced each workshop of tomorrow, else the team of its EPM, once. Return how many workshops."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR:
        return 0
    tomorrow = now.date() + timedelta(days=1)
    workshops = list(OpenWorkshop.objects.to_come().filter(date=tomorrow).with_place().select_related("announced_by"))
    for workshop in workshops:
        notify(
            members=_team(workshop),
            key=_eve_key(workshop),
            text=_reminder(workshop),
            url=workshop.get_absolute_url(),
            kind=WORKSHOP_TOMORROW,
            fact=fact_about("open_workshop", workshop.pk),
        )
    return len(workshops)


def say_people_again(*, workshop: OpenWorkshop) -> None:
    """Say how many people are enrolled in the reminders that have not left."""
    correct_unread_notices(
        key=_eve_key(workshop), text=_reminder(workshop), fact=fact_about("open_workshop", workshop.pk)
    )


def notify_enrollers(*, workshop: OpenWorkshop, by: Member | None) -> None:
    """Notify the members who enrolled people in a workshop that moved or is cancelled, but `by`: they tell them.

    Whoever was told the former hour is told as well. Those who have not read an earlier change read the latest alone.
    Nothing is told of a past day.
    """
    if workshop.date < timezone.localdate():
        return
    about = f"open_workshop:{workshop.pk}:changed"
    for key in set(Notice.objects.about(about).order_by().values_list("key", flat=True)):
        take_back_notice(key=key)
    enrolled_by = workshop.bookings.named().exclude(enrolled_by=None).order_by().values("enrolled_by")
    enrollers = Member.objects.in_network().filter(pk__in=enrolled_by)
    told = members_told_about(f"open_workshop:{workshop.pk}").filter(pk__in=Member.objects.in_network().values("pk"))
    news = _change(workshop)
    for members, text in (
        (enrollers, f"{news} Prévenez les personnes que vous y avez inscrites."),
        (told.exclude(pk__in=enrolled_by), news),
    ):
        notify(
            members=members,
            exclude=by,
            key=f"{about}:{workshop.changed:%Y%m%d%H%M%S%f}",
            text=text,
            url=workshop.get_absolute_url(),
            kind=WORKSHOP_CHANGED,
            fact=fact_about("open_workshop", workshop.pk),
        )


def _eve_key(workshop: OpenWorkshop) -> str:
    """A workshop that moves on the eve is told again."""
    return f"open_workshop:{workshop.pk}:eve:{workshop.date.isoformat()}:{workshop.start:%H%M}:{workshop.epm_id}"


def _reminder(workshop: OpenWorkshop) -> str:
    return (
        f"Demain, {day_in_full(workshop.date, 'l j F')}, {workshop.hour}\u00a0: "
        f"«\u00a0{workshop.sheet.title}\u00a0», {workshop.place}. {_people(workshop)}"
    )


def _change(workshop: OpenWorkshop) -> str:
    name = f"«\u00a0{workshop.sheet.title}\u00a0»"
    when = f"{day_in_full(workshop.date, 'l j F')} à {workshop.hour}"
    if workshop.cancelled_at:
        return f"Atelier annulé\u00a0: {name}, qui était prévu {when}."
    return f"Atelier changé\u00a0: {name}, désormais {when}, {workshop.place}."


def _team(workshop: OpenWorkshop):
    in_network = Member.objects.in_network()
    announcer = in_network.filter(pk=workshop.announced_by_id)
    return list(announcer) or list(in_network.filter(positions__epm=workshop.epm_id).distinct())


def _people(workshop: OpenWorkshop) -> str:
    if not workshop.taken:
        return f"Aucune inscription pour l’instant, {counted(workshop.places, 'place')}."
    return f"{counted(workshop.taken, 'personne inscrite')} sur {workshop.places}\u00a0: la liste est à imprimer."
