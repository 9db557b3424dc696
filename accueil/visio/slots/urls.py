"""Addresses of slots. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.slots import views

urlpatterns = [
    path("points-visio/", views.visio, name="visio"),
    path("points-visio/partenaires/<slug:slug>/", views.partner_page, name="partner"),
    path("points-visio/lieux/<slug:slug>/plages/", views.place_slots, name="place_slots"),
    path("points-visio/lieux/<slug:slug>/plages/nouvelle/", views.SlotAddView.as_view(), name="slot_add"),
    path("points-visio/plages/<int:pk>/", views.SlotView.as_view(), name="slot"),
    path("points-visio/plages/<int:pk>/modifier/", views.SlotChangeView.as_view(), name="slot_change"),
    path("points-visio/plages/jours/<int:pk>/rouvrir/", views.closure_remove, name="closure_remove"),
]
