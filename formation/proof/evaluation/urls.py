"""URLs of evaluations."""

from django.urls import path

from formation.proof.evaluation import views
from formation.proof.evaluation.enums import Moment

urlpatterns = [
    path("sessions/<int:pk>/evaluation/", views.EvaluationView.as_view(), name="evaluation"),
    path(
        "sessions/<int:pk>/evaluation/a-froid/",
        views.EvaluationView.as_view(moment=Moment.COLD),
        name="evaluation_cold",
    ),
    path("sessions/<int:pk>/evaluations/", views.EvaluationResultsView.as_view(), name="evaluations"),
]
