"""What browsers are told of pages: a strict policy, a little more in Wagtail's admin, no sensor anywhere."""

import pytest

from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
STRICT = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'"]


def policy_of(response) -> list[str]:
    return response.headers["content-security-policy"].split("; ")


@pytest.mark.parametrize("path", ["/", "/connexion/", "/nulle-part/", "/sante/", "/robots.txt", "/administration/"])
def test_pages_carry_a_strict_policy(client, site_tree, path):
    policy = policy_of(client.get(path))

    assert set(STRICT) <= set(policy)
    assert [directive for directive in policy if "unsafe" in directive or "blob:" in directive] == []


def test_admin_runs_scripts_from_files_alone(client_of, site_tree):
    policy = policy_of(client_of(MemberFactory(is_superuser=True)).get("/admin/"))

    assert [directive for directive in policy if "unsafe" in directive] == ["style-src 'self' 'unsafe-inline'"]
    assert {"default-src 'none'", "script-src 'self'", "frame-src 'self'", "frame-ancestors 'self'"} <= set(policy)


def test_admin_of_a_visitor_is_held_too(client, site_tree):
    assert "script-src 'self'" in policy_of(client.get("/admin/"))


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_no_page_asks_for_a_sensor(client, site_tree, path):
    features = client.get(path).headers["permissions-policy"].split(", ")

    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"} <= set(features)
    assert [feature for feature in features if not feature.endswith("=()")] == []
