"""Address where a sheet is discussed."""

from django.urls import path

from ressources.library.discussions import views

urlpatterns = [
    path("fiches/<int:pk>/discuter/", views.DiscussView.as_view(), name="discuss"),
]
