"""Addresses of frameworks and skills, public. Part of `b2i.urls`."""

from django.urls import path

from b2i.frameworks import views

urlpatterns = [
    path("b2i/", views.FrameworksView.as_view(), name="index"),
    path("b2i/referentiels/<slug:slug>/", views.FrameworkView.as_view(), name="framework"),
    path("b2i/referentiels/<slug:slug>/<str:code>/", views.SkillView.as_view(), name="skill"),
]
