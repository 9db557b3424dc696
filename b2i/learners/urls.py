"""Addresses of who follows a learner, and of records that may be of one person. Part of `b2i.urls`."""

from django.urls import path

from b2i.duplicates import views as duplicates
from b2i.learners.views import followings, my_followers
from b2i.registration import views as learner_new

MINE, ONE, PAIR = "b2i/mon-livret/lecteurs/", "b2i/livrets/<int:pk>/suivi/", "b2i/livrets/doublons/"

urlpatterns = [
    path("b2i/livrets/nouveau/", learner_new.learner_new, name="learner_new"),
    path("b2i/livrets/vient-aussi-ici/", followings.join, name="join"),
    path(ONE, followings.followers, name="followers"),
    path(f"{ONE}accord/", followings.consent_add, name="consent_add"),
    path(f"{ONE}confier/", followings.hand_over, name="hand_over"),
    path(f"{ONE}<int:following_pk>/fin/", followings.following_end, name="following_end"),
    path(MINE, my_followers.my_followers, name="my_followers"),
    path(f"{MINE}ajouter/", my_followers.invite, name="invite"),
    path(f"{MINE}<int:following_pk>/fin/", my_followers.dismiss, name="dismiss"),
    path(PAIR, duplicates.duplicates, name="duplicates"),
    path(f"{PAIR}choisir/", duplicates.choose, name="choose_pair"),
    path(f"{PAIR}<int:pk>/<int:other_pk>/", duplicates.pair, name="pair"),
    path(f"{PAIR}<int:pk>/<int:other_pk>/distincts/", duplicates.tell_apart, name="tell_apart"),
    path(f"{PAIR}<int:pk>/<int:other_pk>/reunir/", duplicates.merge, name="merge"),
    path("b2i/livrets/fusions/<int:pk>/annuler/", duplicates.merge_undo, name="merge_undo"),
]
