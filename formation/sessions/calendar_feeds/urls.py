"""URLs of calendar feeds."""

from django.urls import path

from formation.sessions.calendar_feeds import views

urlpatterns = [
    path("calendriers/", views.feeds, name="calendar_feeds"),
    path("calendriers/creer/<str:kind>/<int:pk>/", views.make_feed, name="make_feed"),
    path("calendriers/<int:pk>/revoquer/", views.stop_feed, name="stop_feed"),
    path("calendriers/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
