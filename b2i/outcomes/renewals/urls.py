"""Addresses of the passage to a new version of a framework. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.renewals import views

ONE = "b2i/livrets/<int:pk>/"

urlpatterns = [
    path("b2i/livrets/nouvelle-version/", views.renewals, name="renewals"),
    path(f"{ONE}nouvelle-version/", views.renewal, name="renewal"),
    path(f"{ONE}avant/", views.former_record, name="former_record"),
    path("b2i/mon-livret/avant/", views.my_former_record, name="my_former_record"),
]
