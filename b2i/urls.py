"""URLs of digital skills: one module for each room."""

from django.urls import include, path

app_name = "b2i"
urlpatterns = [
    path("", include("b2i.login.urls")),
    path("", include("b2i.frameworks.urls")),
    path("", include("b2i.outcomes.urls")),
    path("", include("b2i.people.urls")),
    path("", include("b2i.admission.urls")),
    path("", include("b2i.records.urls")),
    path("", include("b2i.privacy.urls")),
]
