"""Addresses of records that may belong to one person, and of their merges. Part of `b2i.urls`."""

from django.urls import path

from b2i.admission.duplicates import views

LIST = "b2i/livrets/doublons/"
PAIR = f"{LIST}<int:pk>/<int:other_pk>/"

urlpatterns = [
    path(LIST, views.duplicates, name="duplicates"),
    path(f"{LIST}choisir/", views.choose, name="choose_pair"),
    path(PAIR, views.pair, name="pair"),
    path(f"{PAIR}distincts/", views.mark_distinct, name="tell_apart"),
    path(f"{PAIR}reunir/", views.merge, name="merge"),
    path("b2i/livrets/fusions/<int:pk>/annuler/", views.merge_undo, name="merge_undo"),
]
