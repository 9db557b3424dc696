"""Addresses of the upkeep of published sheets."""

from django.urls import path

from ressources.authoring.upkeep import views

urlpatterns = [
    path("fiches/<int:pk>/suivi/", views.UpkeepView.as_view(), name="upkeep"),
    path("fiches/<int:pk>/toujours-valable/", views.confirm_valid, name="confirm_valid"),
    path("fiches/<int:pk>/obsolete/", views.ObsoleteView.as_view(), name="obsolete"),
    path("fiches/<int:pk>/remettre-d-actualite/", views.revive, name="revive"),
    path("sans-auteur/", views.OrphansView.as_view(), name="orphans"),
    path("obsoletes/", views.ObsoleteListView.as_view(), name="obsolete_list"),
]
