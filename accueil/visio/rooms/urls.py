"""Addresses of rooms and desks. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.rooms import views

urlpatterns = [
    path("points-visio/lieux/<slug:slug>/pieces/nouvelle/", views.RoomView.as_view(), name="room_add"),
    path("points-visio/lieux/<slug:slug>/pieces/<int:pk>/", views.RoomView.as_view(), name="room"),
    path("points-visio/lieux/<slug:slug>/postes/nouveau/", views.DeskView.as_view(), name="desk_add"),
    path("points-visio/lieux/<slug:slug>/postes/<int:pk>/", views.DeskView.as_view(), name="desk"),
]
