"""Addresses of the log of breaches."""

from django.urls import path

from extranet.public.breaches import views

urlpatterns = [
    path("", views.BreachList.as_view(), name="breaches"),
    path("noter/", views.BreachFormView.as_view(), name="breach_new"),
    path("journal.csv", views.breaches_csv, name="breaches_csv"),
    path("<int:pk>/", views.breach_record, name="breach"),
    path("<int:pk>/corriger/", views.BreachFormView.as_view(), name="breach_correct"),
]
