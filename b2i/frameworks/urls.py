"""Addresses of frameworks, skills and crosswalks, public but for corrections. Part of `b2i.urls`."""

from django.urls import path

from b2i.frameworks import views

urlpatterns = [
    path("b2i/", views.FrameworksView.as_view(), name="index"),
    path("b2i/referentiels/<slug:slug>/", views.FrameworkView.as_view(), name="framework"),
    path("b2i/referentiels/<slug:slug>/<str:code>/", views.SkillView.as_view(), name="skill"),
    path("b2i/correspondances/<int:pk>/", views.CrosswalkView.as_view(), name="crosswalk"),
    path("b2i/correspondances/<int:pk>/table.csv", views.crosswalk_csv_file, name="crosswalk_csv"),
    path("b2i/correspondances/<int:pk>/corriger/", views.CrosswalkReviseView.as_view(), name="crosswalk_revise"),
]
