"""Access to the site: members with a live position, and learners. Everybody else is logged out at once."""

from dataclasses import asdict
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from b2i.people.learners.models.learner import Learner
from extranet.access.accounts.coordination_rights import grant_group_rights
from extranet.access.second_factor.permissions import must_have_second_factor
from reseau.web.addresses import address_of
from reseau.web.page_access.openings import may_enter_admin
from ressources.authoring.writing.expired_login import save_expired_form

SECOND_FACTOR_FREE_PREFIXES = ("/compte/", "/deconnexion/", "/static/", "/sante/")
ADMIN = "/admin/"
# Pictures that are the same for everybody, a dozen on a page: nobody is looked up for them.
SHARED_PICTURES = "/ressources/couvertures/"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class PolicyMiddleware(CSPMiddleware):
    """Says to browsers what a page may load and use: the strict policy, and what Wagtail's admin needs besides.

    Both policies are written once. A page that has its own (`csp.decorators`) or a nonce is left to the package.
    """

    def __init__(self, get_response) -> None:
        super().__init__(get_response)
        self._policies: dict[bool, str] = {}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        has_nonce = getattr(request, "_csp_nonce", None) is not None
        if settings.DEBUG or has_nonce or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        is_of_admin = request.path_info.startswith(ADMIN)
        if is_of_admin not in self._policies:
            self._policies[is_of_admin] = build_policy(**asdict(self.get_policy_parts(request, response)))
        response.headers.setdefault(HEADER, self._policies[is_of_admin])
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN):
            parts.replace = {**settings.EDITING_POLICY, **(parts.replace or {})}
        return parts


class PrivacyMiddleware:
    """Lets no browser keep what was answered to a connected person: computers are shared.

    What says itself that it is `public` is the same for everybody (covers, keys of badges, feeds) and is kept. Leaving
    also empties the cache of the browser; its storage stays, with unsent work and the choices of display.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        is_public = "public" in response.headers.get("Cache-Control", "")
        if not is_public and (cookie in request.COOKIES or cookie in response.cookies):
            response.headers["Cache-Control"] = "private, no-store"
        if getattr(request, "has_left", False):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


class AccessMiddleware:
    """Reads the live positions once for each request, so that a closed position closes the access at the next one.

    Sets `request.learner` (lazily). Who must have a second factor is led to the page where they add one, until
    they have it. Wagtail's admin does not exist for the others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.learner = SimpleLazyObject(lambda: find_learner(request.user))
        if request.path_info.startswith(SHARED_PICTURES) or not request.user.is_authenticated:
            return self.get_response(request)
        response = self.answer(request)
        request.has_left = not request.user.is_authenticated
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer a connected person."""
        if not may_stay(request):
            logout(request)
            return redirect_page(request, reverse("account_login", query={"acces": "ferme"}))
        if request.user.is_coordinator:
            grant_group_rights(request.user)
        if lacks_second_factor(request):
            return redirect_page(request, reverse("mfa_index"))
        if request.path.startswith(address_of("wagtailadmin_home")) and not may_enter_admin(request.user):
            raise Http404
        return self.get_response(request)


class LoginMiddleware(LoginRequiredMiddleware):
    """Sends an anonymous visitor to the login, which leads back to the page they were reading.

    Form data just sent are kept, if the view has `outlives_login`. Whoever stayed away too long is told so. The page of
    cards takes the place of the login for a learner, and for the pages of a learner's own record.
    """

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        """Look nobody up for what asks for no login; Django does so first."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        page = current_page(request)
        if request.method == "POST" and getattr(getattr(view_func, "view_class", None), "outlives_login", False):
            save_expired_form(request)
            page = request.path
        lapsed = request.session.lapsed
        by_card = (lapsed and lapsed.by_card) or request.path.startswith(address_of("b2i:my_record"))
        login = "b2i:card_login" if by_card else "account_login"
        query = {"acces": "repos", "next": page} if lapsed else {"next": page}
        return redirect_page(request, reverse(login, query=query))


def find_learner(user) -> Learner | None:
    if not user.is_authenticated or user.is_in_network:
        return None
    return Learner.objects.select_related("epm__commune", "commune", "member").filter(member=user).first()


def may_stay(request: HttpRequest) -> bool:
    user = request.user
    return user.is_in_network or user.is_superuser or bool(request.learner)


def lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if request.path.startswith(SECOND_FACTOR_FREE_PREFIXES) or not must_have_second_factor(user):
        return False
    return not is_mfa_enabled(user, SECOND_FACTORS)


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def redirect_page(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect the whole page to `url`, even when htmx requested a part of it."""
    return HttpResponseClientRedirect(url) if is_htmx(request) else HttpResponseRedirect(url)


def current_page(request: HttpRequest) -> str:
    """Return the requested address; for an action or a part of a page, the address of the page that sent it."""
    if request.method in ("GET", "HEAD") and not is_htmx(request):
        return request.get_full_path()
    origin = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if origin.netloc != request.get_host():
        return "/"
    return origin._replace(scheme="", netloc="", fragment="").geturl()
