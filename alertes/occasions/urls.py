"""Addresses of `alertes/occasions`, concept by concept. Part of `alertes.urls`."""

from django.urls import path

from alertes.occasions.correspondence import views as correspondence
from alertes.occasions.letters import views as letters
from alertes.occasions.saved_searches import views as saved_searches

urlpatterns = [
    # Letters.
    path("lettres/", letters.LettersView.as_view(), name="letters"),
    path("lettres/<int:pk>/", letters.letter_page, name="letter"),
    path("lettres/<int:pk>/preparer/", letters.LetterEditView.as_view(), name="letter_edit"),
    path("lettres/<int:pk>/courriel/", letters.letter_mail, name="letter_mail"),
    # Messages from one member to another.
    path("ecrire/<int:pk>/", correspondence.MemberMessageView.as_view(), name="member_message"),
    # Saved searches.
    path("recherches/", saved_searches.SavedSearchesView.as_view(), name="searches"),
    path("recherches/suivre/", saved_searches.follow_search, name="follow_search"),
    path("recherches/<int:pk>/ne-plus-suivre/", saved_searches.unfollow_search, name="unfollow_search"),
]
