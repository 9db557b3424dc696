"""Notices of workshops open to all: to the team, the day before; to whoever enrolled people, when it moves or is off.

No name of those who come: mails are kept longer than names.
"""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
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
            key=f"open_workshop:{workshop.pk}:eve:{workshop.date.isoformat()}",
            text=(
                f"Demain, {day_in_full(workshop.date, 'l j F')}, {workshop.hour}\u00a0: "
                f"«\u00a0{workshop.sheet.title}\u00a0», {workshop.place}. {_people(workshop)}"
            ),
            url=workshop.get_absolute_url(),
            kind=WORKSHOP_TOMORROW,
            fact=fact_about("open_workshop", workshop.pk),
        )
    return len(workshops)


def notify_enrollers(*, workshop: OpenWorkshop, by: Member | None) -> None:
    """Notify the members who enrolled people in a workshop that moved or is cancelled, but `by`: they tell them.

    Those who have not read an earlier change read the latest alone. Nothing is told of a past day.
    """
    if workshop.date < timezone.localdate():
        return
    about = f"open_workshop:{workshop.pk}:changed"
    for key in set(Notice.objects.about(about).order_by().values_list("key", flat=True)):
        take_back_notice(key=key)
    named = workshop.bookings.named().exclude(enrolled_by=None).order_by()
    for pk, count in named.values_list("enrolled_by").annotate(people=Count("pk")).order_by("enrolled_by"):
        notify(
            members=Member.objects.in_network().filter(pk=pk),
            exclude=by,
            key=f"{about}:{workshop.changed:%Y%m%d%H%M%S%f}",
            text=f"{_change(workshop)} Vous y avez inscrit {counted(count, 'personne')}\u00a0: à prévenir.",
            url=workshop.get_absolute_url(),
            kind=WORKSHOP_CHANGED,
            fact=fact_about("open_workshop", workshop.pk),
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
