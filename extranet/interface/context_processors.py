"""Context of every template: the site, its display and the user."""

from functools import cache

from django.conf import settings

from alertes.channels.mails.headers import absolute
from alertes.channels.notices.models import Notice
from extranet.interface.display.preferences import read_display
from extranet.interface.help.news import has_unread_news
from extranet.public.pages.models.home import PublicMenus, public_menus
from reseau.web.offline_entries import UNNAMED, owner_key, owner_secret
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.row_counts import counted

# The second page of a list has its own address; searches and filters are other views of the same page.
KEPT_PARAMETER = "page"


UNREAD = CompiledQuery(lambda reader: counted(Notice.objects.visible_to(reader).unread()))


def canonical_address(request) -> str:
    """Return the one address by which search engines and other sites name the page."""
    number = request.GET.get(KEPT_PARAMETER, "")
    query = f"?{KEPT_PARAMETER}={number}" if number.isascii() and number.isdigit() and number != "1" else ""
    return absolute(request.path + query)


def ownership(request) -> dict[str, str]:
    """Return by what a page knows its person, and encrypts what it keeps: a secret of this connection alone."""
    connection = getattr(request.session, "connection", None)
    name = connection.reference if connection else UNNAMED
    return {
        "owner": owner_key(request.user),
        "owner_secret": owner_secret(request.user, name=name),
        "secret_name": name,
    }


def site(request) -> dict:
    user = getattr(request, "user", None)
    is_logged_in = user is not None and user.is_authenticated

    @cache  # used several times by the header
    def unread_count() -> int:
        return UNREAD.row(reader=user) if is_logged_in and user.is_in_network else 0

    @cache
    def unread_news() -> bool:
        return is_logged_in and user.is_in_network and has_unread_news(user)

    @cache  # by the header and by the foot
    def menus() -> PublicMenus:
        return public_menus()

    return (ownership(request) if is_logged_in else {}) | {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "demo": settings.DEMO,
        "display": read_display(request),
        "unread_notices": unread_count,
        "public_menu": lambda: menus().top,
        "public_foot": lambda: menus().foot,
        "canonical": lambda: canonical_address(request),
        "unread_news": unread_news,
    }
