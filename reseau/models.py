"""People and places of the network."""

from reseau.agenda.models.feed import AgendaFeed
from reseau.agenda.models.meeting import Meeting
from reseau.computers.models import Computer
from reseau.connections.models import Connection
from reseau.departures.models import Departure
from reseau.feeds.models import NewsFeed
from reseau.invitations.models import Invitation
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.place_hours.models import HoursReport
from reseau.place_import.models import ImportedPlace, PlaceImport
from reseau.place_pictures.models import PlacePicture
from reseau.place_visits.models import PlaceVisit
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.models.opening_interval import OpeningInterval
from reseau.places.models.room import PlaceRoom
from reseau.profiles.models import KnowHow
from reseau.sent_forms.models import SentForm
from reseau.tags.models import Tag, TagAlias

__all__ = [
    "EPM",
    "AgendaFeed",
    "Commune",
    "Computer",
    "Connection",
    "Departure",
    "HoursReport",
    "ImportedPlace",
    "Invitation",
    "KnowHow",
    "Meeting",
    "Member",
    "NewsFeed",
    "OpeningInterval",
    "PlaceFeature",
    "PlaceImport",
    "PlacePicture",
    "PlaceRoom",
    "PlaceVisit",
    "Position",
    "SentForm",
    "Tag",
    "TagAlias",
    "Territory",
]
