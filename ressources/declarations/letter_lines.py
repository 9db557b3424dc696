"""New sheets, the veille, and workshops open to all, in the letters of territories."""

from collections.abc import Iterator

from alertes.occasions.letters.registry import MOST, LetterFact, LetterSection
from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week
from reseau.places.models.commune import Territory
from reseau.texts.wording import day_in_full
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.watch import WatchPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class PublishedSheets(LetterSection):
    name = "sheets"
    title = "Nouvelles fiches"
    order = 30

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield those that were first published since the letter before, the latest first, but the veille."""
        new = Sheet.objects.latest_published(reader).filter(first_published_at__gte=week.news_since)
        for sheet in new.filter(watchpage=None).select_related("epm")[:MOST]:
            yield LetterFact(
                key=f"sheet:{sheet.pk}",
                text=sheet.title,
                details=", ".join(filter(None, (sheet.kind.label, sheet.epm.name if sheet.epm else ""))),
                url=sheet.get_absolute_url(),
            )


class WatchLines(LetterSection):
    name = "watch"
    title = "La veille\u00a0: lu ailleurs, utile dans un EPM"
    order = 35

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield what was published in the veille since the letter before, each with its reason, the latest first."""
        new = WatchPage.objects.latest_published(reader).filter(first_published_at__gte=week.news_since)
        for page in new[:MOST]:
            yield LetterFact(
                key=f"sheet:{page.pk}",
                text=page.title,
                details=" – ".join(filter(None, (page.source, page.why))),
                url=page.get_absolute_url(),
            )


class NearWorkshops(LetterSection):
    name = "workshops"
    title = "Ateliers ouverts à tous"
    order = 40

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield those of the territory in the next two weeks, the nearest in time first."""
        coming = OpenWorkshop.objects.visible_to(reader).to_come().with_place()
        near = coming.filter(epm__commune__territory=territory.pk, date__range=(week.monday, week.last))
        for workshop in near[:MOST]:
            yield LetterFact(
                key=f"workshop:{workshop.pk}",
                text=workshop.sheet.title,
                details=(
                    f"{day_in_full(workshop.date, 'l j F').capitalize()} à {workshop.hour}, {workshop.place}, "
                    f"{workshop.places_words}"
                ),
                url=workshop.get_absolute_url(),
            )


SECTIONS = (PublishedSheets(), WatchLines(), NearWorkshops())
