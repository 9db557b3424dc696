"""URLs of quality, under /qualite/: one module for each concept."""

from django.urls import include, path

app_name = "qualite"
urlpatterns = [
    path("", include("qualite.lending.inventory.urls")),
    path("", include("qualite.lending.loans.urls")),
    path("", include("qualite.lending.equipment.urls")),
    path("", include("qualite.activity.activity_report.urls")),
    path("", include("qualite.activity.activity_month.urls")),
    path("", include("qualite.activity.visit_tally.urls")),
    path("", include("qualite.labelling.follow_up.urls")),
    path("", include("qualite.labelling.labels.urls")),
    path("", include("qualite.labelling.action_plan.urls")),
    path("", include("qualite.labelling.decisions.urls")),
    path("", include("qualite.labelling.visits.urls")),
    path("", include("qualite.labelling.self_assessment.urls")),
    path("", include("qualite.labelling.charter.urls")),
]
