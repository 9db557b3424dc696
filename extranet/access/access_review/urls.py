"""Addresses of the yearly review of access rights."""

from django.urls import path

from extranet.access.access_review import views

urlpatterns = [
    path("membres/revue/", views.AccessReviewView.as_view(), name="access_review"),
    path("membres/revue/ouvrir/", views.access_review_open, name="access_review_open"),
    path("membres/revue/<int:year>/reponses.csv", views.access_review_csv, name="access_review_csv"),
    path("membres/revue/equipe/<int:pk>/", views.TeamReviewView.as_view(), name="access_review_team"),
]
