"""What the coordination shows of the trainings of a year: the report, kilometres, dossiers, archives, signatories."""

from django.utils import timezone
from django.utils.decorators import method_decorator

from formation.proof.archives.models import ArchivedIdentity
from reseau.permissions import required, watches_any_territory
from reseau.web.page_access.row_pages import PageRow, RowsPageView


def names_past_their_term(user) -> int:
    return ArchivedIdentity.objects.visible_to(user).past_term().count()


@method_decorator(required(watches_any_territory), name="dispatch")
class ReportingView(RowsPageView):
    title = "Rendre compte"
    lead = "Ce que l’on montre des formations, et ce que l’on garde."

    def get_rows(self) -> tuple[PageRow, ...]:
        year = (timezone.localdate().year,)
        return (
            PageRow(
                "Bilan de l’année",
                "Sessions, présences, avis et budget, à l’écran et en PDF",
                "chart-line",
                "formation:report",
                year,
            ),
            PageRow("Kilomètres", "Qui est venu d’où, et les kilomètres de chacun", "route", "formation:travel", year),
            PageRow("Dossiers", "Les papiers d’une session, dans un seul fichier", "folder", "formation:dossiers"),
            PageRow(
                "Nouveau dossier",
                "Choisir les sessions d’une année, puis demander leurs papiers",
                "plus",
                "formation:dossier_choice",
                year,
            ),
            PageRow("Signataires", "Qui signe les attestations, et depuis quand", "pencil", "formation:signatories"),
            PageRow(
                "Archives",
                "Les noms gardés quand un compte est effacé, leurs durées et les bordereaux",
                "folder",
                "formation:archives",
                count=names_past_their_term,
                waiting=("nom après son terme", "noms après leur terme"),
            ),
            PageRow(
                "Calendriers",
                "Les sessions dans un agenda ou un téléphone",
                "calendar-days",
                "formation:calendar_feeds",
            ),
        )


reporting = ReportingView.as_view()
