"""Where each thing is edited: one place for each, in Wagtail's admin or on the site."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from extranet.public.contact.models import ContactPage
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.pages.models.news import NewsIndexPage
from extranet.public.presentation.models import PresentationPage
from formation.offer.catalogue.models.catalogue import CataloguePage
from forums.threads.forums.models import Forum
from qualite.labelling.charter.models import Charter
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


@dataclass(frozen=True, slots=True)
class EditingPlace:
    name: str
    url: str
    hint: str


def edited_here() -> list[EditingPlace]:
    """Return what only Wagtail's admin edits."""
    places = [
        _page(
            HomePage,
            "Accueil et menu",
            "L’accroche, les parties de l’accueil, les fiches à la une, ce qui se lit en haut et au pied des pages",
        ),
        _presentation(),
        _list(NewsIndexPage, "Actualités", "Ce qui paraît sur l’accueil, le plus récent d’abord"),
        _page(
            ContactPage,
            "Page de contact",
            "Ce que l’on y lit\u00a0; l’adresse de chaque sujet suit les postes du réseau",
        ),
        _institutional(),
        _list(CataloguePage, "Formations", "Programme, public et pièces de chaque formation"),
        EditingPlace("Lieux", _snippets(EPM), "Ouvrir un lieu, changer son nom ou son adresse"),
        EditingPlace("Territoires", _snippets(Territory), "Leur nom"),
        EditingPlace("Chartes qualité", _snippets(Charter), "Écrire le brouillon de la prochaine version"),
        EditingPlace("Forums", _snippets(Forum), "En ouvrir un, changer leur ordre"),
    ]
    return [place for place in places if place]


def edited_on_the_site() -> list[EditingPlace]:
    """Return what has its own pages on the site, where animators edit it too."""
    return [
        EditingPlace(
            "Fiches d’atelier", reverse("ressources:library"), "Écrire, relire, retirer\u00a0: sur la fiche elle-même"
        ),
        EditingPlace("Relectures", reverse("ressources:review_queue"), "Les fiches qui attendent une réponse"),
        EditingPlace(
            "Horaires et matériel d’un lieu",
            reverse("reseau:directory"),
            "«\u00a0Modifier la fiche\u00a0», sur la page du lieu",
        ),
        EditingPlace(
            "Postes et invitations", reverse("reseau:members"), "Ouvrir, fermer\u00a0: sur la fiche de la personne"
        ),
        EditingPlace("Mots-clés", reverse("ressources:tags"), "Réunir ceux qui disent la même chose"),
    ]


def _page(model: type[Page], name: str, hint: str) -> EditingPlace | None:
    page = model.objects.only("pk").first()
    return page and EditingPlace(name, reverse("wagtailadmin_pages:edit", args=[page.pk]), hint)


def _list(model: type[Page], name: str, hint: str) -> EditingPlace | None:
    page = model.objects.only("pk").first()
    return page and EditingPlace(name, reverse("wagtailadmin_explore", args=[page.pk]), hint)


def _presentation() -> EditingPlace | None:
    page = PresentationPage.objects.order_by("path").only("pk").first()
    url = page and reverse("wagtailadmin_explore", args=[page.pk])
    return page and EditingPlace(
        "Pages du réseau", url, "Ce qu’il est, son histoire, qui appeler, ses partenaires, ses chiffres, la presse"
    )


def _institutional() -> EditingPlace | None:
    page = InstitutionalPage.objects.first()
    url = page and reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return page and EditingPlace("Pages légales", url, "Mentions légales, accessibilité, données personnelles")


def _snippets(model) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))
