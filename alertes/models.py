"""Models of alertes, gathered for Django: letters, notices, mails, preferences, saved searches, subscriptions."""

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.channels.push.models import PushDevice, PushedNotice
from alertes.channels.refusals.models import RefusedAddress, ReturnedMail
from alertes.channels.replies.models import IncomingMail
from alertes.choices.preferences.models import KindChoice, MailChoice, QuietHours
from alertes.choices.subscriptions.models import Subscription
from alertes.occasions.letters.models import Letter, LetterLine
from alertes.occasions.saved_searches.models import SavedSearch

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
