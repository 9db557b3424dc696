"""Models of the site itself: home, news, contact, institutional and presentation pages, the articles of the help,
removals of second factors, yearly reviews of access rights, accounts that serve no more, breaches of data, the impact
assessment, the counts of changes of tables.
"""

from extranet.access.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.access.account_terms.models import AccountTerm
from extranet.access.second_factor.models import SecondFactorRemoval
from extranet.interface.help.models import HelpArticle
from extranet.operations.public_cache.models import PublicChange, TableChange
from extranet.public.breaches.models import Breach, BreachVersion
from extranet.public.contact.models import ContactPage
from extranet.public.impact_assessment.models import AssessedRisk, ImpactAssessment
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.pages.models.news import NewsIndexPage, NewsPage
from extranet.public.presentation.models import PresentationPage

__all__ = [
    "AccessReview",
    "AccountTerm",
    "AssessedRisk",
    "Breach",
    "BreachVersion",
    "ContactPage",
    "HelpArticle",
    "HomePage",
    "ImpactAssessment",
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
