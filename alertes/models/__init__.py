"""What reaches members: notices, and the searches whose news they follow."""

from alertes.models.notice import Notice
from alertes.models.saved_search import SavedSearch

__all__ = ["Notice", "SavedSearch"]
