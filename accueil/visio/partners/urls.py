"""Addresses of the coordination. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.partners import views

urlpatterns = [
    path("points-visio/gestion/", views.PartnersView.as_view(), name="partners"),
    path("points-visio/gestion/nouveau/", views.PartnerEditView.as_view(), name="partner_add"),
    path("points-visio/gestion/motifs/", views.MotivesView.as_view(), name="motives"),
    path("points-visio/gestion/motifs/<int:pk>/", views.MotivesView.as_view(), name="motive"),
    path("points-visio/gestion/agences/<int:pk>/retirer/", views.office_remove, name="office_remove"),
    path("points-visio/gestion/partenaires/<slug:slug>/", views.PartnerRecordView.as_view(), name="partner_record"),
    path("points-visio/gestion/partenaires/<slug:slug>/lien/", views.link_renew, name="link_renew"),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/modifier/", views.PartnerEditView.as_view(), name="partner_edit"
    ),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/services/nouveau/",
        views.PartnerServiceView.as_view(),
        name="service_add",
    ),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/services/<int:pk>/",
        views.PartnerServiceView.as_view(),
        name="service_edit",
    ),
]
