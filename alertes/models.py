"""Models of alertes, gathered for Django: notices, mails and their enclosures, replies, saved searches."""

from alertes.mails.models.enclosure import Enclosure
from alertes.mails.models.mail import Mail
from alertes.mails.models.mail_choice import MailChoice
from alertes.notices.models import Notice
from alertes.replies.models import IncomingMail
from alertes.saved_searches.models import SavedSearch

__all__ = ["Enclosure", "IncomingMail", "Mail", "MailChoice", "Notice", "SavedSearch"]
