"""Addresses of feeds."""

from django.urls import path

from reseau.calendar.feeds import views

urlpatterns = [
    path("flux/", views.feeds, name="feeds"),
    path("flux/creer/", views.renew, name="feeds_renew"),
    path("flux/revoquer/", views.revoke, name="feeds_revoke"),
    path("flux/<slug:name>.atom", views.public_feed, name="public_feed"),
    path("flux/<str:token>/<slug:name>.atom", views.private_feed, name="private_feed"),
]
