"""Addresses of the public pages of chantiers. Part of `projets.urls`."""

from django.urls import path

from projets.public_pages import views

urlpatterns = [
    path("projets/chantiers/<slug:slug>/", views.chantier, name="chantier"),
    path(
        "projets/chantiers/<slug:slug>/public/",
        views.ChantierPageSettingsView.as_view(),
        name="chantier_public",
    ),
    path(
        "projets/chantiers/<slug:slug>/public/<int:part>/retirer/",
        views.figure_hide,
        name="chantier_figure_hide",
    ),
    path("projets/chantiers/<slug:slug>/public/sommes/", views.sums_show, name="chantier_sums"),
    path("projets/chantiers/<slug:slug>/public/projets/<int:pk>/", views.project_show, name="chantier_project"),
]
