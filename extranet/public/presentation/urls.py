"""Addresses of the pictures of pages and of the public figures; Wagtail serves the pages themselves."""

from django.urls import path

from extranet.public.presentation import views

urlpatterns = [
    path("images/<str:name>", views.page_picture, name="page_picture"),
    path("donnees-ouvertes/chiffres/", views.open_figures, name="open_figures"),
    path("donnees-ouvertes/chiffres/chiffres-du-reseau.csv", views.open_figures_csv, name="open_figures_csv"),
    path("donnees-ouvertes/chiffres/schema.json", views.open_figures_schema, name="open_figures_schema"),
]
