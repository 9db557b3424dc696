"""People and places of the network."""

from reseau.calendar.agenda.models import AgendaFeed, Meeting
from reseau.calendar.feeds.models import NewsFeed
from reseau.directory.place_hours.models import HoursReport
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_pictures.models import PlacePicture
from reseau.directory.place_visits.models import PlaceVisit
from reseau.people.computers.models import Computer
from reseau.people.connections.models import Connection
from reseau.people.departures.models import Departure
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.profiles.models import KnowHow
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.models.opening_interval import OpeningInterval
from reseau.places.models.room import PlaceRoom
from reseau.texts.tags.models import Tag, TagAlias
from reseau.web.sent_forms.models import SentForm

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
