"""Addresses of the members' directory and of the page of a member."""

from django.urls import path

from reseau.people.profiles import views

urlpatterns = [
    path("membres/", views.MembersView.as_view(), name="members"),
    path("membres/mots-cles/", views.know_how_names, name="know_how_names"),
    path("membres/<int:pk>/", views.MemberView.as_view(), name="member"),
    path("membres/<int:pk>/modifier/", views.MemberEditView.as_view(), name="member_edit"),
]
