"""What keeps the library in order: sheets without author, obsolete sheets, tags."""

from django.utils.decorators import method_decorator

from reseau.permissions import watched_territories
from reseau.web.page_access.row_pages import PageRow, RowsPageView
from ressources.permissions import reviewer_required
from ressources.sheets.models.sheet import Sheet


def orphans_watched(user) -> int:
    return Sheet.objects.orphans().filter(epm__commune__territory__in=watched_territories(user)).count()


@method_decorator(reviewer_required, name="dispatch")
class MaintenanceView(RowsPageView):
    title = "Entretien des fiches"
    lead = "Ce qui garde la bibliothèque juste."
    rows = (
        PageRow(
            "Sans auteur",
            "Les fiches dont les auteurs sont partis\u00a0: les confier à quelqu’un",
            "user",
            "ressources:orphans",
            count=orphans_watched,
            waiting=("à confier", "à confier"),
        ),
        PageRow(
            "Obsolètes", "Les fiches sorties des listes, que l’on peut remettre", "folder", "ressources:obsolete_list"
        ),
        PageRow("Mots-clés", "Renommer, réunir, retirer", "tag", "ressources:tags"),
    )


maintenance = MaintenanceView.as_view()
