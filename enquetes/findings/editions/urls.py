"""Address of the comparison of two editions. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.editions import views

urlpatterns = [path("<slug:slug>/resultats/editions/", views.editions, name="editions")]
