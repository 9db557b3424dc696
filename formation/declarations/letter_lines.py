"""Trainings with free places in the letters of territories."""

from collections.abc import Iterator

from django.db.models import F, Q

from alertes.occasions.letters.registry import MOST, LetterFact, LetterSection
from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week
from formation.sessions.models.session import Session
from reseau.places.models.commune import Territory


class FreePlaces(LetterSection):
    name = "trainings"
    title = "Formations avec des places"
    order = 20

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield the sessions of the network where whoever enrols gets a place, the nearest in time first."""
        for session in _with_places(reader, week)[:MOST]:
            yield LetterFact(
                key=f"session:{session.pk}",
                text=session.training.title,
                details=f"{session.when_and_where}. {session.places_words}",
                url=session.get_absolute_url(),
            )


def _with_places(reader: TerritoryReader, week: Week):
    sessions = Session.objects.visible_to(reader).upcoming().with_beginning().with_places().with_place()
    is_open = Q(opens_on=None) | Q(opens_on__lte=week.monday)
    is_not_closed = Q(closes_on=None) | Q(closes_on__gte=week.monday)
    coming = sessions.filter(is_open, is_not_closed, first_day__gt=week.monday)
    return coming.filter(taken_count__lt=F("capacity"), waiting_count=0)


SECTIONS = (FreePlaces(),)
