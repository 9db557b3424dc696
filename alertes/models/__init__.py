"""What reaches members: notices, the mails that bring them, and the searches whose news they follow."""

from alertes.models.mail import Mail
from alertes.models.mail_choice import MailChoice
from alertes.models.notice import Notice
from alertes.models.saved_search import SavedSearch

__all__ = ["Mail", "MailChoice", "Notice", "SavedSearch"]
