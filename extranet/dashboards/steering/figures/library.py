"""Figures of the library: sheets in use, sheets that appeared, sheets that wait for somebody."""

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.query_counts import counted_words
from extranet.dashboards.steering.scope import Scope
from reseau.texts.wording import day_in_full, times_in_words
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.sheets.models.sheet import Sheet


class SheetFigure(Figure):
    section = Section.LIBRARY

    def placed(self, sheets: QuerySet, scope: Scope) -> QuerySet:
        """Keep the sheets of the territories of the scope."""
        return sheets.filter(scope.within("epm__commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        columns = ("title", "draft_title", "slug", "live", "first_published_at", "epm__name")
        rows = rows.select_related(None).select_related("epm")
        return rows.only(*columns).order_by("-first_published_at", "-pk")

    def row(self, counted: Sheet) -> ListRow:
        published = counted.first_published_at
        facts = [f"Parue le {day_in_full(published, 'j F Y')}"] if published else []
        return ListRow(counted.title, self.address(counted), [counted.epm.name, *facts])

    def address(self, sheet: Sheet) -> str:
        return sheet.get_absolute_url() if sheet.live else ""


class SheetsInUse(SheetFigure):
    slug, words = "fiches", ("fiche dans la bibliothèque", "fiches dans la bibliothèque")
    definition = "Publiées et à jour\u00a0: les fiches obsolètes ne comptent pas."

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Sheet.objects.live().in_use(), scope)


class NewSheets(SheetFigure):
    slug, words = "fiches-parues", ("fiche parue", "fiches parues")
    definition = "Publiées pour la première fois, et encore en ligne."
    moment = "first_published_at"
    is_dated = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Sheet.objects.live().filter(scope.moments("first_published_at")), scope)


class SheetsInReview(SheetFigure):
    icon = "eye"
    slug, words = "fiches-a-relire", ("fiche à relire", "fiches à relire")
    definition = "Envoyées en relecture, sans décision."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Sheet.objects.in_review(), scope)

    def listed(self, rows: QuerySet) -> QuerySet:
        return super().listed(rows).select_related("epm", "assignment").order_by("assignment__due", "pk").only(
            "title", "draft_title", "slug", "live", "first_published_at", "epm__name", "assignment__due"
        )  # fmt: skip

    def row(self, counted: Sheet) -> ListRow:
        due = counted.assignment.due if hasattr(counted, "assignment") else None
        words = f"{'À relire avant le' if due and due >= timezone.localdate() else 'En retard depuis le'} "
        facts = [counted.epm.name, *([words + day_in_full(due, "j F Y")] if due else [])]
        return ListRow(counted.draft_title, reverse("ressources:review", args=[counted.pk]), facts)


class LateReviews(SheetsInReview):
    icon = "eye"
    slug, words = "relectures-en-retard", ("relecture en retard", "relectures en retard")
    definition = "Fiches en relecture dont la date est passée."

    def rows(self, scope: Scope) -> QuerySet:
        return super().rows(scope).filter(assignment__due__lt=timezone.localdate())


class SheetsToReread(SheetFigure):
    icon = "book-open"
    slug, words = "fiches-a-rafraichir", ("fiche à rafraîchir", "fiches à rafraîchir")
    definition = "Publiées ou relues depuis plus de dix-huit mois, ou à la date choisie."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Sheet.objects.due(timezone.localdate()), scope)


class OrphanSheets(SheetFigure):
    icon = "book-open"
    slug, words = "fiches-sans-auteur", ("fiche sans auteur", "fiches sans auteur")
    definition = "Leurs auteurs ont tous quitté le réseau."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Sheet.objects.orphans(), scope)


class RequestedSheets(Figure):
    icon = "plus"
    section = Section.LIBRARY
    slug, words = "fiches-demandees", ("fiche demandée", "fiches demandées")
    definition = "Par un membre de tout le réseau, et que personne n’écrit encore."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return SheetRequest.objects.to_take_up()

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.annotate(supporter_count=Count("supporters")).order_by("-supporter_count", "created", "pk")

    def row(self, counted: SheetRequest) -> ListRow:
        facts = [counted_words(counted.supporter_count, "personne la veut", "personnes la veulent")]
        if counted.searches:
            facts.append(f"Cherchée {times_in_words(counted.searches)} sans réponse")
        return ListRow(counted.words, reverse("ressources:sheet_requests"), facts)


LIBRARY_FIGURES = (
    SheetsInUse(), NewSheets(), SheetsInReview(), LateReviews(), SheetsToReread(), OrphanSheets(), RequestedSheets()
)  # fmt: skip
