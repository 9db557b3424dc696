"""Addresses of the application « ressources », under /ressources/.

The list and the sheets are Wagtail pages. They are found here by their slug, which spares the queries of Wagtail's
walk from the root: pages serve themselves, with the same checks on either way.
"""

from django.urls import include, path

app_name = "ressources"
urlpatterns = [
    path("", include("ressources.authoring.urls")),
    path("", include("ressources.review.urls")),
    path("", include("ressources.files.urls")),
    path("", include("ressources.workshops.urls")),
    path("", include("ressources.library.urls")),
    path("", include("ressources.sheets.urls")),
]
