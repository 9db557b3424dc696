"""Addresses of saved searches."""

from django.urls import path

from alertes.occasions.saved_searches import views

urlpatterns = [
    path("recherches/", views.SavedSearchesView.as_view(), name="searches"),
    path("recherches/suivre/", views.follow_search, name="follow_search"),
    path("recherches/<int:pk>/ne-plus-suivre/", views.unfollow_search, name="unfollow_search"),
]
