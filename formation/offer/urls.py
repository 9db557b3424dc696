"""Addresses of `formation/offer`, concept by concept. Part of `formation.urls`."""

from django.urls import path

from formation.offer.annual_plan import views as annual_plan
from formation.offer.catalogue import views as catalogue
from formation.offer.needs import views as needs

urlpatterns = [
    # Yearly promise.
    path("plan/<int:year>/objectif/", annual_plan.TargetView.as_view(), name="plan_target"),
    # Needs.
    path("besoins/", needs.WishListView.as_view(), name="wishes"),
    path("besoins/<int:pk>/", needs.WishView.as_view(), name="wish"),
    path("besoins/<int:pk>/voix/", needs.voice, name="voice"),
    path("besoins/<int:pk>/rattacher/", needs.WishAttachView.as_view(), name="wish_attach"),
    path("besoins/questions/<int:tag>/", needs.QuestionsWishView.as_view(), name="questions_wish"),
    path("besoins/questions/<int:tag>/laisser/", needs.set_questions_aside, name="set_questions_aside"),
    path("<str:slug>/prevenez-moi/", needs.want, name="want"),
    # Catalogue. Any word may name a training: keep them last.
    path("", catalogue.catalogue, name="catalogue"),
    path("fichiers/<int:pk>/retirer/", catalogue.detach, name="detach_kit_file"),
    path("fichiers/<int:pk>/<str:name>", catalogue.download, name="kit_file"),
    path("<str:slug>/", catalogue.training, name="training"),
    path("<str:slug>/fichiers/", catalogue.KitFilesView.as_view(), name="kit_files"),
]
