"""Addresses of `reseau/people`, concept by concept. Part of `reseau.urls`."""

from django.urls import path

from reseau.people import teams
from reseau.people.computers import views as computers
from reseau.people.connections import views as connections
from reseau.people.departures import views as departures
from reseau.people.invitations import views as invitations
from reseau.people.members import views as members
from reseau.people.profiles import views as profiles
from reseau.permissions import network_required

urlpatterns = [
    # Computers of a place.
    path("annuaire/<slug:slug>/ordinateurs/", computers.ComputersView.as_view(), name="computers"),
    path("annuaire/<slug:slug>/ordinateurs/<int:pk>/retirer/", computers.computer_revoke, name="computer_revoke"),
    # Connections: the list of a member, and what an open page asks about its own.
    path("connexion/encore/", connections.stay_connected, name="stay_connected"),
    path("compte/connexions/", network_required(connections.ConnectionsView.as_view()), name="connections"),
    path("compte/connexions/fermer/", connections.connections_end, name="connections_end"),
    path("compte/connexions/<slug:reference>/fermer/", connections.connection_end, name="connection_end"),
    # The page that closes a position, and the one that undoes it.
    path("membres/postes/<int:pk>/fermer/", departures.PositionCloseView.as_view(), name="position_close"),
    path("membres/departs/<int:pk>/annuler/", departures.undo, name="departure_undo"),
    # Team of an EPM.
    path("annuaire/<slug:slug>/equipe/", teams.TeamView.as_view(), name="team"),
    path("annuaire/<slug:slug>/equipe/<int:pk>/reference/", teams.set_referent, name="set_referent"),
    # Directory of members, and the page of each.
    path("membres/", profiles.MembersView.as_view(), name="members"),
    path("membres/mots-cles/", profiles.know_how_names, name="know_how_names"),
    path("membres/<int:pk>/", profiles.MemberView.as_view(), name="member"),
    path("membres/<int:pk>/modifier/", profiles.MemberEditView.as_view(), name="member_edit"),
    # Members and their positions.
    path("compte/depart/", members.LeavingView.as_view(), name="leaving"),
    path("membres/chercher/", members.people, name="people"),
    path("membres/<int:pk>/depart/", members.SaidLeavingView.as_view(), name="leaving_said"),
    path("membres/<int:pk>/poste/", members.PositionAddView.as_view(), name="position_add"),
    path("membres/postes/<int:pk>/employeur/", members.PositionEmployerView.as_view(), name="position_employer"),
    # Invitations.
    path("membres/invitations/", invitations.InvitationListView.as_view(), name="invitations"),
    path("membres/invitations/nouvelle/", invitations.InvitationCreateView.as_view(), name="invitation_new"),
    path("membres/invitations/<int:pk>/renvoyer/", invitations.invitation_resend, name="invitation_resend"),
    path("membres/invitations/<int:pk>/annuler/", invitations.invitation_cancel, name="invitation_cancel"),
    path("invitation/<str:token>/", invitations.InvitationAcceptView.as_view(), name="invitation_accept"),
]
