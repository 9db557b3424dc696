"""What reaches people: notices, mails and what goes with them, and the searches whose news they follow."""

from alertes.models.enclosure import Enclosure
from alertes.models.mail import Mail
from alertes.models.mail_choice import MailChoice
from alertes.models.notice import Notice
from alertes.models.saved_search import SavedSearch

__all__ = ["Enclosure", "Mail", "MailChoice", "Notice", "SavedSearch"]
