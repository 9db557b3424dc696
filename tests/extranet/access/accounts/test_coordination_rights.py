"""Coordinators have the rights of their group in Wagtail while they coordinate, and are stored in no group."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from extranet.access.accounts.coordination_rights import ensure_coordination_group, grant_group_rights
from extranet.public.pages.models.institutional import InstitutionalPage
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from tests.factories.reseau import MemberFactory, PositionFactory


@pytest.fixture
def group(site_tree):
    return ensure_coordination_group()


def test_namesake_of_a_right_in_another_app_is_not_granted(group):
    right = group.page_permissions.first().permission
    namesake = Permission.objects.create(
        codename=right.codename, name="Autre", content_type=ContentType.objects.get_for_model(EPM)
    )

    ensure_coordination_group()

    assert not group.page_permissions.filter(permission=namesake).exists()


@pytest.fixture
def admin(client_of, coordinator, group):
    """The browser of a coordinator."""
    return client_of(coordinator)


@pytest.fixture
def legal_page(site_tree) -> InstitutionalPage:
    return InstitutionalPage.objects.get(slug="mentions-legales")


def test_group_is_created_once(group):
    def rights() -> tuple:
        return (group.permissions.count(), group.page_permissions.count(), group.collection_permissions.count())

    rights_before = rights()

    assert ensure_coordination_group() == group
    assert rights() == rights_before
    assert rights_before[1:] == (6, 6)


def test_coordinator_opens_each_part_of_the_admin(admin, site_tree, legal_page):
    for url in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[site_tree.pk]),
        reverse("wagtailadmin_pages:edit", args=[legal_page.pk]),
        reverse("wagtailadmin_pages:add", args=["extranet", "institutionalpage", site_tree.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:index"),
        reverse(EPM.snippet_viewset.get_url_name("list")),
    ):
        assert (url, admin.get(url).status_code) == (url, 200)


def test_coordinator_publishes_a_page(admin, legal_page):
    response = admin.post(
        reverse("wagtailadmin_pages:edit", args=[legal_page.pk]),
        {
            "title": "Mentions revues",
            "slug": legal_page.slug,
            "body": rich_text("<p>Ce site est celui du réseau.</p>"),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )

    assert response.status_code == 302
    legal_page.refresh_from_db()
    assert (legal_page.title, legal_page.live) == ("Mentions revues", True)


def test_coordinator_manages_no_rights_and_no_sites(admin):
    for name in ("wagtailusers_groups:index", "wagtailsites:index"):
        assert admin.get(reverse(name)).url == reverse("wagtailadmin_home")


def test_rights_come_from_the_position_and_are_not_stored(group, coordinator):
    assert coordinator.has_perm("wagtailadmin.access_admin")
    assert coordinator.has_perm("reseau.change_epm")
    assert not coordinator.groups.exists()
    assert not coordinator.user_permissions.exists()


def test_rights_end_with_the_position_even_for_remaining_members(admin, coordinator, epm):
    PositionFactory(member=coordinator, epm=epm)
    assert admin.get("/admin/").status_code == 200

    coordinator.positions.filter(epm=None).update(end=timezone.localdate() - timedelta(days=1))

    assert admin.get("/admin/").status_code == 404
    assert not Member.objects.get(pk=coordinator.pk).has_perm("wagtailadmin.access_admin")


def test_others_have_none_of_the_rights(group, animator, territorial, db):
    closed_account = MemberFactory(coordinator=True, is_active=False)
    for member in (animator, territorial, closed_account):
        assert not member.has_perm("wagtailadmin.access_admin")
        assert not member.has_perm("reseau.change_epm")


def test_rights_on_single_objects_are_not_given(group, coordinator, epm):
    assert not coordinator.has_perm("reseau.change_epm", epm)


def test_rights_of_other_stored_groups_are_kept(group, coordinator, site_tree):
    photographers = Group.objects.create(name="Photographes")
    coordinator.groups.add(photographers)
    elsewhere = Page.get_first_root_node().add_child(instance=Page(title="Autre site", slug="autre-site"))
    permission = group.page_permissions.get(permission__codename="publish_page").permission
    photographers.page_permissions.create(page=elsewhere, permission=permission)

    grant_group_rights(coordinator)

    assert elsewhere.permissions_for_user(coordinator).can_publish()
    assert site_tree.permissions_for_user(coordinator).can_edit()
    assert not elsewhere.permissions_for_user(coordinator).can_edit()
    assert image_policy.user_has_permission(coordinator, "add")


def test_pages_outside_the_admin_do_not_query_the_rights(coordinator, client_of, django_assert_max_num_queries, group):
    client = client_of(coordinator)
    client.get(reverse("account_email"))

    with django_assert_max_num_queries(8):
        client.get(reverse("account_email"))


def test_coordinator_erases_the_account_of_a_member_and_no_other_right_over_accounts(admin, coordinator):
    member, operator = PositionFactory().member, MemberFactory(is_superuser=True)
    pages = {"delete": 200, "edit": 302}
    for name, status in pages.items():
        assert (name, admin.get(reverse(f"wagtailusers_users:{name}", args=[member.pk])).status_code) == (name, status)
    assert admin.get(reverse("wagtailusers_users:add")).status_code == 302
    listing = admin.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("wagtailusers_users:delete", args=[member.pk]) in listing

    for kept in (operator, coordinator):
        admin.post(reverse("wagtailusers_users:delete", args=[kept.pk]))
    assert Member.objects.filter(pk__in=[operator.pk, coordinator.pk]).count() == 2

    admin.post(reverse("wagtailusers_users:delete", args=[member.pk]))
    assert not Member.objects.filter(pk=member.pk).exists()
