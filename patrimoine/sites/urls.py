"""Addresses of heritage places. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.sites import views

urlpatterns = [
    path("", views.HeritageView.as_view(), name="heritage"),
    path("proposer/", views.HeritageFormView.as_view(), name="new"),
    path("a-relire/", views.HeritageReviewView.as_view(), name="review"),
    path("proches/", views.twins, name="twins"),
    path("lieux/<slug:slug>/", views.HeritagePlaceView.as_view(), name="place"),
    path("lieux/<slug:slug>/modifier/", views.HeritageFormView.as_view(), name="edit"),
    path("lieux/<slug:slug>/envoyer/", views.submit, name="submit"),
    path("lieux/<slug:slug>/publier/", views.publish, name="publish"),
    path("lieux/<slug:slug>/a-revoir/", views.HeritageReturnView.as_view(), name="return"),
    path("lieux/<slug:slug>/retirer/", views.HeritageWithdrawView.as_view(), name="withdraw"),
]
