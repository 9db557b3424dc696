"""Addresses of invitations."""

from django.urls import path

from reseau.people.invitations import views

urlpatterns = [
    path("membres/invitations/", views.InvitationListView.as_view(), name="invitations"),
    path("membres/invitations/nouvelle/", views.InvitationCreateView.as_view(), name="invitation_new"),
    path("membres/invitations/<int:pk>/renvoyer/", views.invitation_resend, name="invitation_resend"),
    path("membres/invitations/<int:pk>/annuler/", views.invitation_cancel, name="invitation_cancel"),
    path("invitation/<str:token>/", views.InvitationAcceptView.as_view(), name="invitation_accept"),
]
