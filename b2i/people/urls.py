"""Addresses of `b2i/people`, concept by concept. Part of `b2i.urls`."""

from django.urls import path

from b2i.people.accesses import views as accesses
from b2i.people.learners.views import cards, followings, my_followers

CARD, FOLLOWING = "b2i/livrets/<int:pk>/carte/", "b2i/livrets/<int:pk>/suivi/"
MINE = "b2i/mon-livret/lecteurs/"
urlpatterns = [
    # Cards, consents and the EPM that follow a learner.
    path(CARD, cards.card, name="card"),
    path(f"{CARD}carte.pdf", cards.card_pdf, name="card_pdf"),
    path(f"{CARD}nouveau-code/", cards.secret_reset, name="secret_reset"),
    path(f"{CARD}rouvrir/", cards.card_reopen, name="card_reopen"),
    path(f"{CARD}remise/", cards.card_given, name="card_given"),
    path("b2i/livrets/vient-aussi-ici/", followings.join, name="join"),
    path(FOLLOWING, followings.followers, name="followers"),
    path(f"{FOLLOWING}accord/", followings.consent_add, name="consent_add"),
    path(f"{FOLLOWING}accords/<int:consent_pk>/papier/", followings.consent_paper, name="consent_paper"),
    path("b2i/livrets/accord.pdf", followings.blank_consent, name="blank_consent"),
    path(f"{FOLLOWING}confier/", followings.hand_over, name="hand_over"),
    path(f"{FOLLOWING}<int:following_pk>/fin/", followings.following_end, name="following_end"),
    path(MINE, my_followers.my_followers, name="my_followers"),
    path(f"{MINE}ajouter/", my_followers.invite, name="invite"),
    path(f"{MINE}<int:following_pk>/fin/", my_followers.dismiss, name="dismiss"),
    # Journal of accesses, for the learner.
    path("b2i/mon-livret/ouvertures/", accesses.my_accesses, name="my_accesses"),
]
