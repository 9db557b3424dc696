"""Models of the site itself: its home and institutional pages, the articles of the help."""

from extranet.help.models import HelpArticle
from extranet.pages.models import HomePage, InstitutionalPage

__all__ = ["HelpArticle", "HomePage", "InstitutionalPage"]
