"""Addresses of one’s own second factor, of the removal of a lost one, of the journal of removals."""

from django.urls import path

from extranet.access.second_factor import views

urlpatterns = [
    path("compte/double-authentification/", views.SecondFactorView.as_view(), name="mfa_index"),
    path("membres/double-authentification/", views.RemovalListView.as_view(), name="second_factor_removals"),
    path("membres/<int:pk>/double-authentification/", views.RemovalView.as_view(), name="second_factor_remove"),
]
