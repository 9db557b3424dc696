"""Addresses of the application « reseau », concept by concept."""

from reseau.invitations import urls as invitations
from reseau.members import urls as members
from reseau.places import urls as places

app_name = "reseau"
urlpatterns = [*places.urlpatterns, *members.urlpatterns, *invitations.urlpatterns]
