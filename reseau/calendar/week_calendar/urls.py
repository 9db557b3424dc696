"""Addresses of the agenda by week and by day."""

from django.urls import path

from reseau.calendar.week_calendar import views

urlpatterns = [
    path("agenda/semaine/", views.week_page, name="agenda_week"),
    path("agenda/semaine/<slug:slug>.pdf", views.door_paper, name="agenda_door"),
    path("donnees-ouvertes/dates/dates-du-reseau.csv", views.open_dates_csv, name="open_dates_csv"),
    path("donnees-ouvertes/dates/schema.json", views.open_dates_schema, name="open_dates_schema"),
    path("agenda/jour/", views.day_page, name="agenda_day"),
]
