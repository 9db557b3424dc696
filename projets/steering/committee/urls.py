"""Addresses of the committee. Part of `projets.urls`."""

from django.urls import path

from projets.steering.committee import views

urlpatterns = [
    path("projets/comite/membres/", views.CommitteeView.as_view(), name="committee"),
    path("projets/comite/fonctions/ajouter/", views.CommitteePositionFormView.as_view(), name="position_new"),
    path("projets/comite/fonctions/<int:pk>/", views.CommitteePositionView.as_view(), name="committee_position"),
    path(
        "projets/comite/fonctions/<int:pk>/modifier/", views.CommitteePositionFormView.as_view(), name="position_edit"
    ),
    path("projets/comite/fonctions/<int:pk>/retirer/", views.position_close, name="position_close"),
    path("projets/comite/fonctions/<int:pk>/nommer/", views.MandateNewView.as_view(), name="mandate_new"),
    path(
        "projets/comite/fonctions/<int:pk>/nommer/<int:member>/",
        views.MemberMandateView.as_view(),
        name="mandate_of_member",
    ),
    path("projets/comite/fonctions/<int:pk>/vacante/", views.VacancyView.as_view(), name="mandate_vacant"),
    path("projets/comite/fonctions/<int:pk>/mandats/<int:part>/retirer/", views.mandate_remove, name="mandate_remove"),
]
