"""Addresses of calls for a replacement."""

from django.urls import path

from formation.year.replacement import views

urlpatterns = [
    path("sessions/<int:pk>/remplacement/", views.ReplacementCallView.as_view(), name="replacement_call"),
    path("remplacements/<int:pk>/", views.ReplacementView.as_view(), name="replacement"),
    path("remplacements/<int:pk>/reponse/", views.answer_replacement, name="answer_replacement"),
    path("remplacements/<int:pk>/clore/", views.end_replacement, name="end_replacement"),
]
