"""Figures of places: open EPM and their communes, those where workshops are run, those that are silent."""

from django.db.models import Exists, OuterRef, QuerySet

from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM, OPEN_EPMS
from reseau.texts.elision import of_place
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery


class EPMFigure(Figure):
    section = Section.PLACES

    def opened(self, scope: Scope) -> QuerySet:
        """Return the open EPM of the scope."""
        return EPM.objects.open().filter(scope.within("commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.with_place().only("name", "slug", "phone", "commune__name", "commune__territory__name")

    def row(self, counted: EPM) -> ListRow:
        place = f"{counted.commune.name}, territoire {of_place(counted.commune.territory.name)}"
        facts = [place, counted.phone] if counted.phone else [place]
        return ListRow(counted.name, counted.get_absolute_url(), facts)


def deliveries_there(scope: Scope) -> Exists:
    """Return the condition that a workshop was run in an EPM in the period."""
    return Exists(Delivery.objects.filter(scope.days("date"), epm=OuterRef("pk")))


class OpenEPM(EPMFigure):
    slug, words, definition = "epm", (OPEN_EPMS.singular, OPEN_EPMS.plural), OPEN_EPMS.meaning

    def rows(self, scope: Scope) -> QuerySet:
        return self.opened(scope)


class CoveredCommunes(Figure):
    section = Section.PLACES
    slug, words = "communes", ("commune qui a un EPM", "communes qui ont un EPM")
    definition = "Un EPM au moins y est ouvert aujourd’hui."

    def rows(self, scope: Scope) -> QuerySet:
        epms = EPM.objects.open().order_by().values("commune")
        return Commune.objects.filter(scope.within("territory"), pk__in=epms)

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("territory").order_by("search_name", "pk")
        return rows.only("name", "population", "territory__name")

    def row(self, counted: Commune) -> ListRow:
        facts = [f"Territoire {of_place(counted.territory.name)}", f"{counted.population}\u00a0habitants"]
        return ListRow(counted.name, counted.get_absolute_url(), facts)


class ActiveEPM(EPMFigure):
    slug, words = "epm-actifs", ("EPM actif", "EPM actifs")
    definition = "EPM ouverts aujourd’hui, où un atelier au moins a été noté dans la période."
    is_dated = True
    moment, counted = "date", "epm"

    def facts(self, scope: Scope) -> QuerySet:
        return Delivery.objects.filter(scope.days(self.moment), epm__in=self.opened(scope).order_by().values("pk"))

    def rows(self, scope: Scope) -> QuerySet:
        return self.opened(scope).filter(deliveries_there(scope))


class SilentEPM(EPMFigure):
    icon = "map-pin"
    slug, words = "epm-sans-atelier", ("EPM sans atelier noté", "EPM sans atelier noté")
    definition = "EPM ouverts aujourd’hui, où personne n’a noté d’atelier dans la période."
    is_late = is_about_period = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.opened(scope).filter(~deliveries_there(scope))


class UnpublishedEPM(EPMFigure):
    icon = "file-text"
    slug, words = "epm-sans-fiche", ("EPM qui ne publie rien", "EPM qui ne publient rien")
    definition = "EPM ouverts aujourd’hui, dont aucune fiche n’a paru dans la période."
    is_late = is_about_period = True

    def rows(self, scope: Scope) -> QuerySet:
        sheets = Sheet.objects.live().filter(scope.moments("first_published_at"), epm=OuterRef("pk"))
        return self.opened(scope).filter(~Exists(sheets.order_by()))


class UnstaffedEPM(EPMFigure):
    icon = "map-pin"
    slug, words = "epm-sans-poste", ("EPM sans personne en poste", "EPM sans personne en poste")
    definition = "EPM ouverts aujourd’hui, où personne n’a de poste."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        positions = Position.objects.live().filter(epm=OuterRef("pk"), member__is_active=True)
        return self.opened(scope).filter(~Exists(positions.order_by()))


PLACE_FIGURES = (OpenEPM(), CoveredCommunes(), ActiveEPM(), UnpublishedEPM(), SilentEPM(), UnstaffedEPM())
