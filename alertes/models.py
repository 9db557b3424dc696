"""Models of alertes, gathered for Django: letters, notices, mails, preferences, saved searches, subscriptions."""

from alertes.letters.models import Letter, LetterLine
from alertes.mails.models.enclosure import Enclosure
from alertes.mails.models.mail import Mail
from alertes.mails.models.mail_item import MailItem
from alertes.notices.models import Notice
from alertes.preferences.models.kind_choice import KindChoice
from alertes.preferences.models.mail_choice import MailChoice
from alertes.preferences.models.quiet_hours import QuietHours
from alertes.push.models import PushDevice, PushedNotice
from alertes.refusals.models import RefusedAddress, ReturnedMail
from alertes.replies.models import IncomingMail
from alertes.saved_searches.models import SavedSearch
from alertes.subscriptions.models import Subscription

__all__ = [
    "Enclosure",
    "IncomingMail",
    "KindChoice",
    "Letter",
    "LetterLine",
    "Mail",
    "MailChoice",
    "MailItem",
    "Notice",
    "PushDevice",
    "PushedNotice",
    "QuietHours",
    "RefusedAddress",
    "ReturnedMail",
    "SavedSearch",
    "Subscription",
]
