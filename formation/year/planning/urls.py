"""URLs of the plan of a year, of the search for a date and of trainers."""

from django.urls import path

from formation.year.planning.date_search import views as date_search
from formation.year.planning.views import plan, trainers

urlpatterns = [
    path("plan/", plan.plan_of_this_year, name="plan_now"),
    path("plan/<int:year>/", plan.PlanView.as_view(), name="plan"),
    path("trouver-une-date/", date_search.FindDateView.as_view(), name="find_date"),
    path("formateurs/", trainers.TrainersView.as_view(), name="trainers"),
    path("formateurs/nouveau/", trainers.TrainerFormView.as_view(), name="trainer_new"),
    path("formateurs/<int:pk>/", trainers.TrainerFormView.as_view(), name="trainer_edit"),
    path("mes-disponibilites/", trainers.AvailabilityView.as_view(), name="availability"),
    path("mes-disponibilites/<int:pk>/retirer/", trainers.remove_own_absence, name="absence_over"),
]
