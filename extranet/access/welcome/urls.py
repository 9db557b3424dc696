"""Addresses of the first login, under /bienvenue/."""

from django.urls import path

from extranet.access.welcome import views

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("fin/", views.welcome_close, name="welcome_close"),
    path("<int:step>/", views.WelcomeStepView.as_view(), name="welcome_step"),
]
