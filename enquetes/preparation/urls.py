"""Addresses of `enquetes/preparation`, concept by concept. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.preparation.answer_files import views as answer_files
from enquetes.preparation.cleaning import views as cleaning
from enquetes.preparation.coding import views as coding
from enquetes.preparation.duplicates import views as duplicates

urlpatterns = [
    # Coding of open answers.
    path("<slug:slug>/codage/", coding.coding_list, name="coding_list"),
    path("<slug:slug>/codage/<slug:code>/", coding.coding, name="coding"),
    path("<slug:slug>/codage/<slug:code>/une-a-une/", coding.coding_next, name="coding_next"),
    path("<slug:slug>/codage/<slug:code>/journal/", coding.CodingJournalView.as_view(), name="coding_journal"),
    path("<slug:slug>/codage/<slug:code>/defaire/<int:pk>/", coding.undo, name="coding_undo"),
    path("<slug:slug>/codage/<slug:code>/codes/<int:pk>/", coding.coding_code, name="coding_code"),
    # Likely duplicates.
    path("<slug:slug>/doublons/", duplicates.DuplicatesView.as_view(), name="duplicates"),
    path("<slug:slug>/doublons/chercher/", duplicates.search, name="duplicates_search"),
    path("<slug:slug>/doublons/<int:pk>/", duplicates.duplicate, name="duplicate"),
    # Files of answers.
    path("<slug:slug>/reponses/fichiers/", answer_files.answer_files, name="answer_files"),
    path("<slug:slug>/reponses/fichiers/reponses.csv", answer_files.answers_csv, name="answers_csv"),
    path("<slug:slug>/reponses/fichiers/modele.csv", answer_files.model_csv, name="answers_model"),
    path("<slug:slug>/reponses/fichiers/dictionnaire.csv", answer_files.dictionary_csv, name="answers_dictionary"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/", answer_files.brought_file, name="brought_file"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/compter/", answer_files.count_file, name="count_file"),
    path("<slug:slug>/reponses/fichiers/<int:pk>/oublier/", answer_files.drop_file, name="drop_file"),
    # Responses of a campaign and their cleaning.
    path("<slug:slug>/reponses/", cleaning.ResponsesView.as_view(), name="responses"),
    path("<slug:slug>/reponses/journal/", cleaning.CleaningJournalView.as_view(), name="cleaning"),
    path("<slug:slug>/reponses/<int:pk>/", cleaning.response_page, name="response"),
    path("<slug:slug>/reponses/<int:pk>/<slug:code>/", cleaning.correct, name="answer_correct"),
]
