"""Addresses of the workshops to come."""

from django.urls import path

from ressources.open_workshops import views

urlpatterns = [
    path("prochains-ateliers/", views.NextWorkshopsView.as_view(), name="next_workshops"),
    path("prochains-ateliers/<int:pk>/", views.workshop_page, name="open_workshop"),
    path("prochains-ateliers/<int:pk>/annuler/", views.cancel, name="workshop_cancel"),
    path("fiches/<int:pk>/annoncer/", views.AnnounceView.as_view(), name="announce"),
]
