"""Addresses of decisions. Part of `projets.urls`."""

from django.urls import path

from projets.steering.decisions import views

urlpatterns = [
    path("projets/comite/decisions/", views.DecisionsView.as_view(), name="decisions"),
    path("projets/comite/points/<int:item>/decisions/noter/", views.DecisionNoteView.as_view(), name="decision_new"),
    path("projets/comite/decisions/<int:pk>/", views.SteeringDecisionView.as_view(), name="decision"),
    path("projets/comite/decisions/<int:pk>/modifier/", views.DecisionNoteView.as_view(), name="decision_edit"),
    path("projets/comite/decisions/<int:pk>/retirer/", views.decision_remove, name="decision_remove"),
    path("projets/comite/decisions/<int:pk>/<slug:word>/", views.DecisionMoveView.as_view(), name="decision_move"),
]
