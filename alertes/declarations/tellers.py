"""How people are told: of meetings, of who answers for a place, and what a digest says of a letter."""

from alertes.declarations.events import LETTER
from alertes.occasions.letters.told_letter import tell_letter
from alertes.occasions.meetings import NoticesOfMeetings
from alertes.occasions.referents import NoticesOfReferents

OF_MEETINGS = (NoticesOfMeetings(),)
OF_REFERENTS = (NoticesOfReferents(),)
OF_DIGESTS = ((LETTER, tell_letter),)
