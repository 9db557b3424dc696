"""Addresses of the requests for sheets."""

from django.urls import path

from ressources.authoring.sheet_requests import views

urlpatterns = [
    path("demandes/", views.SheetRequestsView.as_view(), name="sheet_requests"),
    path("demandes/chercher/", views.request_searched_sheet, name="request_searched_sheet"),
    path("demandes/<int:pk>/voix/", views.support, name="support_sheet_request"),
    path("demandes/<int:pk>/ecrire/", views.write, name="write_requested_sheet"),
    path("demandes/<int:pk>/rendre/", views.give_back, name="give_back_sheet_request"),
    path("demandes/<int:pk>/clore/", views.close, name="close_sheet_request"),
]
