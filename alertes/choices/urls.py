"""Addresses of `alertes/choices`, concept by concept. Part of `alertes.urls`."""

from django.urls import path

from alertes.choices.subscriptions import views as subscriptions

urlpatterns = [
    # What a member follows.
    path("suivis/", subscriptions.FollowedView.as_view(), name="followed"),
    path("suivre/", subscriptions.follow, name="follow"),
    path("ne-plus-suivre/", subscriptions.unfollow, name="unfollow"),
]
