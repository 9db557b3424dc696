"""Wagtail's admin of this site beside Wagtail's own on the same pages: the calls of functions that a page makes."""

import cProfile
import pstats

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import admin_menu

from reseau.people.members.models.member import Member
from ressources.sheets.models.workshop import WorkshopPage

# Those of a new Wagtail project, and what allauth cannot do without.
STOCK = {
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",
}


def calls(path: str, member: Member) -> int:
    """Return how many functions a page calls, once memory holds what it keeps."""
    browser = Client()
    browser.force_login(member, backend=site_settings.AUTHENTICATION_BACKENDS[0])
    for _ in range(2):
        assert browser.get(path).status_code == 200
    with cProfile.Profile() as profile:
        browser.get(path)
    return pstats.Stats(profile).total_calls


@pytest.fixture
def of_stock(settings, monkeypatch):
    """`of_stock(path, member)`: the same for a site without a hook or a middleware of ours."""

    def count(path: str, member: Member) -> int:
        ours = {config.name for config in apps.get_app_configs() if not config.path.count("site-packages")}
        kept = {
            name: [entry for entry in entries if entry[0].__module__.partition(".")[0] not in ours]
            for name, entries in hooks._hooks.items()
        }
        with monkeypatch.context() as patch:
            patch.setattr(hooks, "_hooks", kept)
            patch.delitem(admin_menu.__dict__, "registered_menu_items", raising=False)
            for name, value in STOCK.items():
                setattr(settings, name, value)
            return calls(path, member)

    return count


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["home", "explorer", "editor"])
@pytest.mark.usefixtures("running_demo")
def test_admin_calls_no_more_functions_than_that_of_wagtail(place, of_stock):
    sheet = WorkshopPage.objects.live().first()
    path = {
        "home": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[sheet.get_parent().pk]),
        "editor": reverse("wagtailadmin_pages:edit", args=[sheet.pk]),
    }[place]
    Member.objects.filter(email="coordination@example.org").update(is_superuser=True)
    member = Member.objects.get(email="coordination@example.org")

    assert calls(path, member) <= 1.1 * of_stock(path, member)
