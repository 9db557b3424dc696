"""URLs of dossiers of sessions."""

from django.urls import path

from formation.proof.dossiers import views

urlpatterns = [
    path("plan/<int:year>/dossier/", views.DossierChoiceView.as_view(), name="dossier_choice"),
    path("dossiers/", views.DossiersView.as_view(), name="dossiers"),
    path("dossiers/<int:pk>/", views.DossierView.as_view(), name="dossier"),
    path("dossiers/<int:pk>/dossier.zip", views.dossier_zip, name="dossier_zip"),
    path("dossiers/<int:pk>/recommencer/", views.make_dossier_again, name="dossier_again"),
    path("sessions/<int:pk>/dossier/", views.ask_session_dossier, name="session_dossier"),
]
