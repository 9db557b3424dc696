"""Addresses of the application « reseau »."""

from django.urls import path

from reseau.invitations import views as invitations
from reseau.members.views import members, positions
from reseau.places import views as directory

app_name = "reseau"
urlpatterns = [
    path("annuaire/", directory.DirectoryView.as_view(), name="directory"),
    path("annuaire/<slug:slug>/", directory.EPMView.as_view(), name="epm"),
    path("annuaire/<slug:slug>/modifier/", directory.EPMEditView.as_view(), name="epm_edit"),
    path("membres/", members.MembersView.as_view(), name="members"),
    path("membres/<int:pk>/", members.MemberView.as_view(), name="member"),
    path("membres/<int:pk>/modifier/", members.MemberEditView.as_view(), name="member_edit"),
    path("membres/<int:pk>/poste/", positions.PositionAddView.as_view(), name="position_add"),
    path("membres/postes/<int:pk>/employeur/", positions.PositionEmployerView.as_view(), name="position_employer"),
    path("membres/postes/<int:pk>/fermer/", positions.position_close, name="position_close"),
    path("membres/invitations/", invitations.InvitationListView.as_view(), name="invitations"),
    path("membres/invitations/nouvelle/", invitations.InvitationCreateView.as_view(), name="invitation_new"),
    path("membres/invitations/<int:pk>/renvoyer/", invitations.invitation_resend, name="invitation_resend"),
    path("membres/invitations/<int:pk>/annuler/", invitations.invitation_cancel, name="invitation_cancel"),
    path("invitation/<str:token>/", invitations.InvitationAcceptView.as_view(), name="invitation_accept"),
]
