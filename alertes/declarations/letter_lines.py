"""Meetings in the letters of territories."""

from collections.abc import Iterator

from django.db.models import Q

from alertes.occasions.letters.registry import MOST, LetterFact, LetterSection
from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week
from reseau.calendar.agenda.models import Meeting
from reseau.places.models.commune import Territory
from reseau.texts.wording import day_in_full


class Meetings(LetterSection):
    name = "meetings"
    title = "Réunions des jours qui viennent"
    order = 50

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield those of the territory and of the whole network, the nearest first."""
        coming = Meeting.objects.visible_to(reader).kept().with_place().filter(date__range=(week.monday, week.last))
        # A meeting of the network that takes place in another territory concerns this one too.
        here = coming.filter(Q(territory=None) | Q(territory=territory.pk))
        for meeting in here.order_by("date", "start", "pk")[:MOST]:
            yield LetterFact(
                key=f"meeting:{meeting.pk}",
                text=meeting.title,
                details=f"{day_in_full(meeting.date, 'l j F').capitalize()}, {meeting.hours}, {meeting.place}",
                url=meeting.get_absolute_url(),
            )


SECTIONS = (Meetings(),)
