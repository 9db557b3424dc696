"""Addresses of trials of telework and of their method. Part of `accueil.urls`."""

from django.urls import path

from accueil.telework.trials.views import reading, running

TRIALS = "teletravail/experimentations"
AGENT = f"{TRIALS}/<int:pk>/agents/<int:number>"
urlpatterns = [
    path(f"{TRIALS}/", reading.TeleworkTrialsView.as_view(), name="telework_trials"),
    path(f"{TRIALS}/nouvelle/", running.TeleworkTrialNewView.as_view(), name="telework_trial_new"),
    path(f"{TRIALS}/methode/", reading.trial_method, name="trial_method"),
    path(f"{TRIALS}/methode/nouvelle/", running.TrialMethodNewView.as_view(), name="trial_method_new"),
    path(f"{TRIALS}/<int:pk>/", reading.TeleworkTrialView.as_view(), name="telework_trial"),
    path(f"{TRIALS}/<int:pk>/agents/ajouter/", running.TrialAgentView.as_view(), name="trial_agent_add"),
    path(f"{AGENT}/", running.TrialAgentView.as_view(), name="trial_agent"),
    path(f"{AGENT}/retirer/", running.trial_agent_remove, name="trial_agent_remove"),
    path(f"{TRIALS}/<int:pk>/mois/<int:year>/<int:month>/", running.TrialDaysView.as_view(), name="trial_days"),
    path(f"{TRIALS}/<int:pk>/methode/", running.trial_use_latest, name="trial_use_latest"),
]
