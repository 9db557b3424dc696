"""What keeps the records in order: who may validate, versions, doubles, tables, records put aside, numbers."""

from django.utils.decorators import method_decorator

from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.dormancy import dormant
from reseau.permissions import network_required
from reseau.web.page_access.row_pages import PageRow, RowsPageView


def dormant_records(user) -> int:
    notified = Learner.objects.visible_to(user).filter(dormancy_notice__isnull=False)
    return dormant(notified).count()


@method_decorator(network_required, name="dispatch")
class ManagementView(RowsPageView):
    title = "Gérer les livrets"
    lead = "Ce qui tient les livrets en ordre, de temps en temps."
    rows = (
        PageRow(
            "Sans nouvelles",
            "Les livrets que personne n’a ouverts depuis longtemps\u00a0: dire que la personne vient encore",
            "clock",
            "b2i:dormant",
            count=dormant_records,
            waiting=("à regarder", "à regarder"),
        ),
        PageRow("Doublons", "Deux livrets pour une même personne\u00a0: les réunir", "users", "b2i:duplicates"),
        PageRow("Importer un tableau", "Ouvrir plusieurs livrets d’un coup", "file-text", "b2i:learner_import"),
        PageRow("Mis de côté", "Les livrets que leur titulaire a fermés", "lock", "b2i:put_aside_list"),
        PageRow(
            "Nouvelle version", "Passer un livret à la dernière version du référentiel", "arrow-right", "b2i:renewals"
        ),
        PageRow("Habilitations", "Centres agréés, et qui peut valider", "shield-check", "b2i:accreditations"),
        PageRow("Versions du référentiel", "Celle qui sert, celles qui attendent", "book-open", "b2i:versions"),
        PageRow("Nombres", "Combien de livrets, lieu par lieu", "map-pin", "b2i:record_counts"),
        PageRow("Chiffres", "Ce qui est validé, par domaine et par année", "chart-line", "b2i:figures"),
        PageRow("Éliminations", "Les livrets qui ont passé leur terme, et le visa", "folder", "b2i:eliminations"),
    )


management = ManagementView.as_view()
