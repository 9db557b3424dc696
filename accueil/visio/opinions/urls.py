"""Addresses of opinions: those of a tablet, then those of the team of a place. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.opinions.views import gathering, tablet

urlpatterns = [
    path("points-visio/avis/<str:token>/", tablet.tablet_page, name="opinion_tablet"),
    path("points-visio/avis/<str:token>/ouvrir/", tablet.enter, name="opinion_tablet_enter"),
    path("points-visio/avis/<str:token>/etat/", tablet.state, name="opinion_tablet_state"),
    path("points-visio/avis/<str:token>/envoi/", tablet.opinions, name="opinion_tablet_entries"),
    path("points-visio/lieux/<slug:slug>/avis/", gathering.GatheringView.as_view(), name="opinions"),
    path("points-visio/lieux/<slug:slug>/avis/bulletins.pdf", gathering.slips_pdf, name="opinion_slips"),
    path("points-visio/lieux/<slug:slug>/avis/tablette/ouvrir/", gathering.tablet_open, name="opinion_tablet_open"),
    path("points-visio/lieux/<slug:slug>/avis/tablette/fermer/", gathering.tablet_close, name="opinion_tablet_close"),
]
