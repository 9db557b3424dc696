"""Address of the messages from one member to another."""

from django.urls import path

from alertes.occasions.correspondence import views

urlpatterns = [path("ecrire/<int:pk>/", views.MemberMessageView.as_view(), name="member_message")]
