"""Address of the login by card. Part of `b2i.urls`."""

from django.urls import path

from b2i.login import views

urlpatterns = [path("carte/", views.card_login, name="card_login")]
