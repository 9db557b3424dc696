"""Who may be connected: a member with a live position, or a learner. Everyone else is disconnected at once."""

from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from b2i.models import Learner

SECOND_FACTOR_FREE_PREFIXES = ("/compte/", "/deconnexion/", "/static/", "/sante/")


class AccessMiddleware:
    """Reads the live positions once for each request, so that a closed position closes the access at the next one.

    Sets `request.learner` (lazily). Coordinators and territorial animators are led to the page where they add a
    second factor until they have one, when `MFA_REQUIRED` is set.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.learner = SimpleLazyObject(lambda: self.find_learner(request.user))
        if not request.user.is_authenticated:
            return self.get_response(request)
        if not self.may_stay(request):
            logout(request)
            return redirect(reverse("account_login", query={"acces": "ferme"}))
        if self.lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def find_learner(user):
        if not user.is_authenticated or user.is_in_network:
            return None
        return Learner.objects.select_related("epm", "member").filter(member=user).first()

    @staticmethod
    def may_stay(request) -> bool:
        user = request.user
        return user.is_active and (user.is_in_network or user.is_superuser or bool(request.learner))

    @staticmethod
    def lacks_second_factor(request) -> bool:
        user = request.user
        if not settings.MFA_REQUIRED or request.path.startswith(SECOND_FACTOR_FREE_PREFIXES):
            return False
        if not (user.is_coordinator or user.is_territorial or user.is_superuser):
            return False
        return not user.authenticator_set.exists()
