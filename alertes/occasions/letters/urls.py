"""Addresses of letters."""

from django.urls import path

from alertes.occasions.letters import views

urlpatterns = [
    path("lettres/", views.LettersView.as_view(), name="letters"),
    path("lettres/<int:pk>/", views.letter_page, name="letter"),
    path("lettres/<int:pk>/preparer/", views.LetterEditView.as_view(), name="letter_edit"),
    path("lettres/<int:pk>/courriel/", views.letter_mail, name="letter_mail"),
]
