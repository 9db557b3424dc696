"""Address where a topic of the forum becomes a sheet."""

from django.urls import path

from ressources.authoring.topics import views

urlpatterns = [
    path("depuis-un-sujet/<slug:forum>/<slug:topic>/", views.FromTopicView.as_view(), name="from_topic"),
]
