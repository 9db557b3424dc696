"""Two tabs of the steering: access to the site and what keeps it, services that places offer besides workshops."""

from django.utils.decorators import method_decorator

from extranet.dashboards.steering.permissions import board_readers
from extranet.public.breaches.models import BreachVersion
from reseau.web.page_access.row_pages import PageRow, RowsPageView


def breaches_to_tell(user) -> int:
    return BreachVersion.objects.visible_to(user).to_tell().count()


@method_decorator(board_readers, name="dispatch")
class SteeringAccessView(RowsPageView):
    title = "Accès et site"
    lead = "Qui entre ici, et ce qui tient le site."
    rows = (
        PageRow("Revue des accès", "Une fois par an, on demande qui est encore là", "users", "access_review"),
        PageRow(
            "Double authentification",
            "Retirer celle d’une personne qui l’a perdue",
            "key-round",
            "second_factor_removals",
        ),
        PageRow("Invitations", "Qui a été invité, qui n’a pas répondu", "mail", "reseau:invitations"),
        PageRow("Pages du site", "Écrire les pages, les actualités et les images", "pencil", "wagtailadmin_home"),
        PageRow(
            "Violations de données",
            "Ce qui s’est passé, qui a été prévenu, à quelle date",
            "triangle-alert",
            "breaches",
            count=breaches_to_tell,
            waiting=("à notifier", "à notifier"),
        ),
        PageRow(
            "Analyse d’impact",
            "Les risques pour les personnes, et ce qui les réduit",
            "shield-check",
            "impact_assessment",
        ),
        PageRow(
            "Registre des traitements (PDF)",
            "Ce que le site garde, pourquoi, combien de temps",
            "file-text",
            "register_pdf",
        ),
        PageRow("Courriels refusés", "Les adresses qui ne répondent plus", "mail", "alertes:refused_mails"),
        PageRow("Santé du site", "Sauvegardes, travaux et espace\u00a0: ce qui va, ce qui manque", "monitor", "health"),
        PageRow("Aide", "Les articles qui disent comment s’y prendre", "circle-help", "help"),
    )


@method_decorator(board_readers, name="dispatch")
class SteeringServicesView(RowsPageView):
    title = "Services"
    lead = "Ce que les lieux offrent en plus des ateliers, et ce qui se prépare à plusieurs."
    rows = (
        PageRow("Enquêtes", "Celles qui courent, celles qui se préparent", "pen-line", "enquetes:campaigns"),
        PageRow("Résultats des enquêtes", "Ce que les personnes ont répondu", "chart-line", "enquetes:results_list"),
        PageRow(
            "Questionnaires", "Les questions, leurs versions, leurs traductions", "file-text", "questionnaires:list"
        ),
        PageRow("Points visio", "Partenaires, services et motifs des rendez-vous", "video", "accueil:partners"),
        PageRow(
            "Rapport des points visio",
            "Les rendez-vous de l’année, lieu par lieu",
            "chart-line",
            "accueil:visio_report_now",
        ),
        PageRow("Tickets déclic", "Les lots remis, et ce qu’ils deviennent", "credit-card", "accueil:ticket_batches"),
        PageRow("Relevés des tickets", "Ce que chaque organisme reçoit", "landmark", "accueil:ticket_statements"),
        PageRow("Résultats des tickets", "Qui s’en sert, pour apprendre quoi", "chart-line", "accueil:ticket_results"),
        PageRow("Télétravail", "Les lieux où l’on réserve une place", "monitor", "accueil:telecentres"),
        PageRow(
            "Essais de télétravail", "Les agents qui essaient, et ce qu’on mesure", "car", "accueil:telework_trials"
        ),
        PageRow("Projets", "Ceux qui courent, les idées à décider", "lightbulb", "projets:projects"),
        PageRow("Financements", "Ce qui est demandé, accordé, versé", "landmark", "projets:funding_boards"),
        PageRow("Achats à plusieurs", "Les appels que les lieux peuvent rejoindre", "package", "projets:poolings"),
        PageRow("Comité de pilotage", "Séances, ordre du jour et comptes rendus", "users", "projets:steering_meetings"),
        PageRow("Patrimoine à relire", "Ce que les lieux ont écrit et qui attend", "map-pin", "patrimoine:review"),
    )


steering_access = SteeringAccessView.as_view()
steering_services = SteeringServicesView.as_view()
