"""Addresses of the application « ressources », under /ressources/.

The list and the sheets are Wagtail pages. They are found here by their slug, which spares the queries of Wagtail's
walk from the root: pages serve themselves, with the same checks on either way.
"""

from django.urls import include, path

app_name = "ressources"
urlpatterns = [
    path("", include("ressources.authoring.writing.urls")),
    path("", include("ressources.authoring.imports.urls")),
    path("", include("ressources.review.urls")),
    path("", include("ressources.authoring.publication.urls")),
    path("", include("ressources.review.versions.urls")),
    path("", include("ressources.files.urls")),
    path("", include("ressources.authoring.upkeep.urls")),
    path("", include("ressources.sheets.urls")),
    path("", include("ressources.authoring.topics.urls")),
    path("", include("ressources.library.discussions.urls")),
    path("", include("ressources.authoring.sheet_requests.urls")),
    path("", include("ressources.authoring.coverage.urls")),
    path("", include("ressources.library.readers.urls")),
    path("", include("ressources.library.collections.urls")),
    path("", include("ressources.workshops.deliveries.urls")),
    path("", include("ressources.workshops.open_workshops.urls")),
    path("", include("ressources.review.adaptations.urls")),
    path("", include("ressources.library.take_away.urls")),
    path("", include("ressources.library.covers.urls")),
    path("", include("ressources.authoring.watch_inbox.urls")),
    path("", include("ressources.library.urls")),  # last: a slug matches any word
]
