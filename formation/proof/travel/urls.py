"""URLs of kilometres and of the papers of volunteers."""

from django.urls import path

from formation.proof.travel.views import missions, travel, volunteers

urlpatterns = [
    path("plan/<int:year>/kilometres/", travel.TravelView.as_view(), name="travel"),
    path("sessions/<int:pk>/ordre-de-mission/", missions.MissionView.as_view(), name="mission_form"),
    path(
        "sessions/<int:pk>/inscrits/<int:enrolment>/ordre-de-mission/",
        missions.MissionView.as_view(),
        name="mission_form_of",
    ),
    path("sessions/<int:pk>/ordre-de-mission.pdf", missions.mission_pdf, name="mission"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/ordre-de-mission.pdf", missions.mission_pdf, name="mission_of"),
    path("mes-formations/frais/<int:year>.pdf", volunteers.mileage_pdf, name="my_mileage"),
    path("parcours/<int:pk>/frais/<int:year>.pdf", volunteers.mileage_pdf, name="mileage"),
    path("mes-deplacements/", travel.OwnTravelView.as_view(), name="own_travel"),
]
