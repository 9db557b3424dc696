"""Addresses of the follow-up of the charter. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.follow_up.views import file, lists

urlpatterns = [
    path("", lists.CharterFilesView.as_view(), name="files"),
    path("lieux/<slug:slug>/", lists.PlaceView.as_view(), name="place"),
    path("dossiers/<int:pk>/", file.FileView.as_view(), name="file"),
]
