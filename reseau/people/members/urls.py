"""Addresses of members and of their positions."""

from django.urls import path

from reseau.people.members.views import leaving, people, positions

urlpatterns = [
    path("compte/depart/", leaving.LeavingView.as_view(), name="leaving"),
    path("membres/chercher/", people.people, name="people"),
    path("membres/<int:pk>/depart/", leaving.SaidLeavingView.as_view(), name="leaving_said"),
    path("membres/<int:pk>/poste/", positions.PositionAddView.as_view(), name="position_add"),
    path("membres/postes/<int:pk>/employeur/", positions.PositionEmployerView.as_view(), name="position_employer"),
]
