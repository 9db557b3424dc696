"""Addresses of group sessions and of their grids. Part of `b2i.urls`."""

from django.urls import path

from b2i.records.grids import views

urlpatterns = [
    path("b2i/grille/", views.GroupSessionsView.as_view(), name="group_sessions"),
    path("b2i/grille/nouvelle/", views.GroupSessionNewView.as_view(), name="group_session_new"),
    path("b2i/grille/<int:pk>/", views.GridView.as_view(), name="grid"),
    path("b2i/grille/<int:pk>/<int:part>/", views.GridView.as_view(), name="grid_part"),
    path("b2i/grille/<int:pk>/modifier/", views.GroupSessionEditView.as_view(), name="group_session_edit"),
    path("b2i/grille/<int:pk>/entrees/", views.grid_entries, name="grid_entries"),
]
