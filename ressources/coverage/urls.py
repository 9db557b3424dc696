"""Address of the coverage map."""

from django.urls import path

from ressources.coverage import views

urlpatterns = [path("couverture/", views.coverage, name="coverage")]
