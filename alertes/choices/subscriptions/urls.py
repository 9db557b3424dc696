"""Addresses of what a member follows."""

from django.urls import path

from alertes.choices.subscriptions import views

urlpatterns = [
    path("suivis/", views.FollowedView.as_view(), name="followed"),
    path("suivre/", views.follow, name="follow"),
    path("ne-plus-suivre/", views.unfollow, name="unfollow"),
]
