"""The pages of a new site: home, library, catalogue, news, contact, legal pages; and the review workflow of sheets."""

from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from extranet.public.pages.blocks import starting_blocks
from extranet.public.pages.menu import starting_menu
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.pages.models.news import NewsIndexPage
from formation.offer.catalogue.models.catalogue import CataloguePage
from ressources.authoring.publication.territorial_review import TerritorialReview
from ressources.library.models import LibraryPage

LEGAL_TEXTS = Path(__file__).parent / "legal"
LEGAL_PAGES = {
    "accessibilite": "Accessibilité",
    "mentions-legales": "Mentions légales",
    "donnees-personnelles": "Données personnelles",
}


def root_page() -> Page:
    """Return the root of Wagtail's tree; create it if a test database lacks it."""
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.filter(depth=1).first()
    if root is None:
        content_type = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=content_type, locale=locale))
    return root


@transaction.atomic
def ensure_site_tree() -> HomePage:
    """Create the missing pages, leave the others alone; return the home page."""
    home = HomePage.objects.first()
    if home is None:
        root = root_page()
        root.get_children().filter(slug="home").delete()
        root.refresh_from_db()
        home = root.add_child(
            instance=HomePage(
                title="Accueil",
                slug="accueil",
                lead="Près de chez vous, quelqu’un vous aide.",
                blocks=starting_blocks(NETWORK),
                menu=starting_menu(),
            )
        )
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()
    children = set(home.get_children().values_list("slug", flat=True))
    if "ressources" not in children:
        add(home, LibraryPage(title="Ateliers", slug="ressources", introduction=LIBRARY_INTRODUCTION))
    if "formation" not in children:
        add(home, CataloguePage(title="Formations", slug="formation", introduction=CATALOGUE_INTRODUCTION))
    if "actualites" not in children:
        add(home, NewsIndexPage(title="Actualités", slug="actualites"))
    for slug, title in LEGAL_PAGES.items():
        if slug not in children:
            body = (LEGAL_TEXTS / f"{slug}.html").read_text(encoding="utf-8")
            add(home, InstitutionalPage(title=title, slug=slug, body=body))
    ensure_review_workflow(LibraryPage.objects.get())
    return home


NETWORK = (
    "Dans le Lot, les espaces publics multimédia (EPM) sont des salles de village, des bibliothèques "
    "et des cyber-bases ouvertes à tous. Des équipes salariées et bénévoles y accueillent les "
    "personnes qui débutent, répondent aux questions et proposent des ateliers."
)
LIBRARY_INTRODUCTION = (
    "Des fiches prêtes à animer, écrites par les EPM\u00a0: objectif, matériel, déroulé minuté, conseils."
)
CATALOGUE_INTRODUCTION = (
    "Seize jours de formation par an pour les équipes du réseau, salariées et bénévoles, près de chez elles."
)


def add(parent: Page, page: Page) -> Page:
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def ensure_review_workflow(library: LibraryPage) -> Workflow:
    """Create the workflow by which each sheet is reviewed in its territory; return it."""
    workflow, created = Workflow.objects.get_or_create(name="Relecture des fiches d’atelier")
    if created:
        task = TerritorialReview.objects.create(name="Relecture par l’animation territoriale")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=library, defaults={"workflow": workflow})
    return workflow
