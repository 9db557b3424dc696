"""The day before a workshop open to all, its team is told how many people come. No name: mails are kept longer."""

from datetime import timedelta

from django.utils import timezone

from alertes.notices.services import notify
from reseau.members.models.member import Member
from reseau.wording import counted, day_in_full
from ressources.events import WORKSHOP_TOMORROW
from ressources.open_workshops.models.workshop import OpenWorkshop

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
        )
    return len(workshops)


def _team(workshop: OpenWorkshop):
    in_network = Member.objects.in_network()
    announcer = in_network.filter(pk=workshop.announced_by_id)
    return list(announcer) or list(in_network.filter(positions__epm=workshop.epm_id).distinct())


def _people(workshop: OpenWorkshop) -> str:
    if not workshop.taken:
        return f"Aucune inscription pour l’instant, {counted(workshop.places, 'place')}."
    return f"{counted(workshop.taken, 'personne inscrite')} sur {workshop.places}\u00a0: la liste est à imprimer."
