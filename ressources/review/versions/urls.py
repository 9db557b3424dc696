"""Addresses of the versions of a sheet."""

from django.urls import path

from ressources.review.versions import views

urlpatterns = [
    path("fiches/<int:pk>/versions/", views.VersionsView.as_view(), name="versions"),
    path("fiches/<int:pk>/versions/comparer/", views.CompareView.as_view(), name="compare"),
    path("fiches/<int:pk>/versions/<int:revision>/", views.VersionView.as_view(), name="version"),
    path("fiches/<int:pk>/versions/<int:revision>/reprendre/", views.restore, name="restore"),
    path("fiches/<int:pk>/versions/<int:revision>/nommer/", views.name, name="name_version"),
]
