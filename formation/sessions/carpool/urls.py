"""URLs of car sharing."""

from django.urls import path

from formation.sessions.carpool import views

urlpatterns = [
    path("sessions/<int:pk>/covoiturage/", views.RidesView.as_view(), name="rides"),
    path("sessions/<int:pk>/covoiturage/retirer/", views.withdraw_my_ride, name="rides_withdraw"),
    path("sessions/<int:pk>/covoiturage/<int:ride>/demander/", views.ask_neighbour, name="ride_ask"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:ride_request>/", views.answer_neighbour, name="ride_answer"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:ride_request>/annuler/", views.stop_sharing, name="ride_stop"),
]
