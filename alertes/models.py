"""Models of alertes, gathered for Django: notices, mails and their enclosures, saved searches, subscriptions."""

from alertes.mails.models.enclosure import Enclosure
from alertes.mails.models.mail import Mail
from alertes.mails.models.mail_choice import MailChoice
from alertes.notices.models import Notice
from alertes.saved_searches.models import SavedSearch
from alertes.subscriptions.models import Subscription

__all__ = ["Enclosure", "Mail", "MailChoice", "Notice", "SavedSearch", "Subscription"]
