"""URLs of quality, under /qualite/: one module for each concept."""

from django.urls import include, path

app_name = "qualite"
urlpatterns = [
    path("", include("qualite.inventory.urls")),
    path("", include("qualite.loans.urls")),
    path("", include("qualite.equipment.urls")),
    path("", include("qualite.activity_report.urls")),
    path("", include("qualite.activity_month.urls")),
    path("", include("qualite.visit_tally.urls")),
    path("", include("qualite.follow_up.urls")),
    path("", include("qualite.labels.urls")),
    path("", include("qualite.action_plan.urls")),
    path("", include("qualite.decisions.urls")),
    path("", include("qualite.visits.urls")),
    path("", include("qualite.self_assessment.urls")),
    path("", include("qualite.charter.urls")),
]
