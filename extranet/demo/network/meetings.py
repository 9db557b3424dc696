"""Meetings of the demo: the coordination gathers everybody, each territorial animator their teams, once the public."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils import timezone

from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import announce_meeting
from reseau.enums import Weekday
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.holidays import holiday_of

MONTHS = 3


def build_meetings(*, coordinator: Member, territorials: Sequence[Member], epms: Sequence[EPM]) -> None:
    """Build three months of meetings from next week on."""
    today = timezone.localdate()
    for rank in range(MONTHS):
        _announce(
            by=coordinator,
            title="Point du réseau en visioconférence",
            date=working_day(today + timedelta(days=6 + 28 * rank)),
            start=time(9, 30),
            end=time(10, 30),
            link="https://visio.example.org/reseau-46",
            text="Nouvelles des territoires, puis **une question** du mois.\n\n- qui vient d’arriver\n- ce qui manque",
        )
        for position, territorial in enumerate(territorials):
            _announce(
                by=territorial,
                title="Rencontre des équipes",
                date=working_day(today + timedelta(days=10 + 3 * position + 28 * rank)),
                start=time(14),
                end=time(16, 30),
                audience=MeetingAudience.TERRITORY,
                territory=Territory.objects.get(pk=min(territorial.watched_territory_ids)),
                epm=_epm_of(territorial, epms),
                text="Apportez un atelier qui a bien marché, et un qui n’a pas marché.",
            )
    _announce(
        by=coordinator,
        title="Journée portes ouvertes du numérique",
        date=working_day(today + timedelta(days=20)),
        start=time(10),
        end=time(17),
        audience=MeetingAudience.PUBLIC,
        elsewhere="Espace Clément-Marot, place Bessières, 46000 Cahors",
        text="Essayer, poser ses questions, rencontrer les équipes. Entrée libre.",
    )


def _announce(*, by: Member, **values) -> None:
    # Three months announced in a minute would be as many notices for everybody.
    announce_meeting(meeting=Meeting(**values), by=by, notify=False)


def _epm_of(territorial: Member, epms: Sequence[EPM]) -> EPM:
    return next(epm for epm in epms if epm.commune.territory_id in territorial.watched_territory_ids)


def working_day(day: date) -> date:
    """Return `day`, or the next one that is no week-end and no public holiday."""
    while day.weekday() > Weekday.FRIDAY or holiday_of(day):
        day += timedelta(days=1)
    return day
