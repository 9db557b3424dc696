"""Models of the site itself: home, news, contact, institutional and presentation pages, the articles of the help,
removals of second factors, yearly reviews of access rights, accounts that serve no more, the counts of
changes of tables.
"""

from extranet.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.account_terms.models import AccountTerm
from extranet.contact.models import ContactPage
from extranet.help.models import HelpArticle
from extranet.pages.models.home import HomePage
from extranet.pages.models.institutional import InstitutionalPage
from extranet.pages.models.news import NewsIndexPage, NewsPage
from extranet.presentation.models import PresentationPage
from extranet.public_cache.models import PublicChange, TableChange
from extranet.second_factor.models import SecondFactorRemoval

__all__ = [
    "AccessReview",
    "AccountTerm",
    "ContactPage",
    "HelpArticle",
    "HomePage",
    "InstitutionalPage",
    "NewsIndexPage",
    "NewsPage",
    "PresentationPage",
    "PublicChange",
    "ReviewedPosition",
    "ReviewedTeam",
    "SecondFactorRemoval",
    "TableChange",
]
