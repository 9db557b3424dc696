"""Address of the coverage map."""

from django.urls import path

from ressources.authoring.coverage import views

urlpatterns = [path("couverture/", views.coverage, name="coverage")]
