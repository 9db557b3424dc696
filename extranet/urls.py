"""Addresses of the site. Paths are French; Wagtail serves what no pattern above it matches."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from extranet.dashboards.home.views import home
from extranet.interface.display.views import change_display, component_sheet
from extranet.operations.first_words import led_by_first_words
from extranet.operations.health import health
from extranet.operations.offline_worker import offline_door, offline_worker

PAGES = [
    path("", home, name="home"),
    path("affichage/", change_display, name="change_display"),
    path("aide/composants/", component_sheet, name="component_sheet"),
    path("aide/", include("extranet.interface.help.urls")),
    path("", include("extranet.access.urls")),
    path("sante/", health, name="health"),
    path("hors-ligne.js", offline_worker, name="offline_worker"),
    path("hors-ligne/", offline_door, name="offline_door"),
    path("forums/", include("forums.urls")),
    path("alertes/", include("alertes.urls")),
    path("recherche/", include("search.urls")),
    path("ressources/", include("ressources.urls")),
    path("formation/", include("formation.urls")),
    path("qualite/", include("qualite.urls")),
    path("questionnaires/", include("questionnaires.urls")),
    path("enquetes/", include("enquetes.urls")),
    path("", include("extranet.dashboards.urls")),
    path("attestations/", include("reseau.documents.proofs.urls")),
    path("", include("projets.urls")),
    path("", include("accueil.urls")),
    path("", include("patrimoine.urls")),
    path("", include("extranet.public.urls")),
    path("", include("reseau.urls")),
    path("", include("b2i.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(wagtail_urls.serve_pattern, login_not_required(serve), name="wagtail_serve"),
]

urlpatterns = led_by_first_words(PAGES)

handler400 = "extranet.operations.refused_input.refused_input"
handler500 = "extranet.operations.troubles.answer_error"
