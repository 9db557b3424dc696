"""Addresses of the pages of places and of their records."""

from django.urls import path

from reseau.places import views

urlpatterns = [
    path("annuaire/<slug:slug>/", views.EPMView.as_view(), name="epm"),
    path("annuaire/<slug:slug>/modifier/", views.EPMEditView.as_view(), name="epm_edit"),
    path("annuaire/<slug:slug>/modifier/offre/", views.OfferEditView.as_view(), name="epm_offer_edit"),
    path("annuaire/<slug:slug>/modifier/structure/", views.HostEditView.as_view(), name="epm_host_edit"),
]
