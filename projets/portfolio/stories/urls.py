"""Address of the closing of a project. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.stories.views import ClosingView

urlpatterns = [
    path("projets/<int:pk>/terminer/", ClosingView.as_view(), name="project_close"),
]
