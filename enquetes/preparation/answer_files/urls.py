"""Addresses of the files of answers. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.preparation.answer_files import views

urlpatterns = [
    path("<slug:slug>/reponses/fichiers/", views.answer_files, name="answer_files"),
    path("<slug:slug>/reponses/fichiers/reponses.csv", views.answers_csv, name="answers_csv"),
    path("<slug:slug>/reponses/fichiers/modele.csv", views.model_csv, name="answers_model"),
    path("<slug:slug>/reponses/fichiers/dictionnaire.csv", views.dictionary_csv, name="answers_dictionary"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/", views.brought_file, name="brought_file"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/compter/", views.count_file, name="count_file"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/oublier/", views.drop_file, name="drop_file"),
]
