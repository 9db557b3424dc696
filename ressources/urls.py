"""Addresses of the application « ressources », under /ressources/.

The list and the sheets are Wagtail pages. They are found here by their slug, which spares the queries of Wagtail's
walk from the root: pages serve themselves, with the same checks on either way.
"""

from django.urls import include, path

app_name = "ressources"
urlpatterns = [
    path("", include("ressources.writing.urls")),
    path("", include("ressources.imports.urls")),
    path("", include("ressources.review.urls")),
    path("", include("ressources.publication.urls")),
    path("", include("ressources.versions.urls")),
    path("", include("ressources.files.urls")),
    path("", include("ressources.upkeep.urls")),
    path("", include("ressources.sheets.urls")),
    path("", include("ressources.topics.urls")),
    path("", include("ressources.discussions.urls")),
    path("", include("ressources.sheet_requests.urls")),
    path("", include("ressources.coverage.urls")),
    path("", include("ressources.readers.urls")),
    path("", include("ressources.collections.urls")),
    path("", include("ressources.deliveries.urls")),
    path("", include("ressources.open_workshops.urls")),
    path("", include("ressources.adaptations.urls")),
    path("", include("ressources.take_away.urls")),
    path("", include("ressources.covers.urls")),
    path("", include("ressources.watch_inbox.urls")),
    path("", include("ressources.library.urls")),  # last: a slug matches any word
]
