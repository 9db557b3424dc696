"""Addresses of notices."""

from django.urls import path

from alertes.channels.notices import views

urlpatterns = [
    path("", views.NoticesView.as_view(), name="list"),
    path("tout-lire/", views.read_all, name="read_all"),
    path("vu/", views.see_page, name="see_page"),
    path("<int:pk>/ouvrir/", views.open_notice, name="open"),
]
