"""Parts of pages that many readers share: from memory while they stand, never those of somebody else, never after a
change.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from b2i.frameworks.models.framework import Skill
from extranet.templatetags.kept import menu_place
from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory, SkillFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.ressources import SheetFactory

DIRECTORY, MEMBERS, WORKSHOPS = "/annuaire/", "/membres/", "/ressources/prochains-ateliers/"


@pytest.fixture
def learner(epm) -> Member:
    return LearnerFactory(epm=epm).member


@pytest.fixture
def skill(without_frameworks) -> Skill:
    return SkillFactory()


@pytest.fixture
def browse(visitor, client_of):
    """`browse(member)`: a browser of a site that keeps parts of pages; the same memory for all of them."""

    def connect(member: Member | None) -> Client:
        client = client_of(member) if member else Client()
        client.handler = visitor.handler
        return client

    return connect


def sheet_on(skill: Skill, epm: EPM, author: Member) -> WorkshopPage:
    sheet = SheetFactory(epm=epm, author=author)
    sheet.skills.add(skill)
    sheet.save()
    return sheet


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def statements(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("path", [DIRECTORY, WORKSHOPS])
def test_colleague_reads_the_part_that_was_kept(browse, animator, colleague, path):
    first = len(statements(browse(animator), path))

    assert len(statements(browse(colleague), path)) < first


def test_renamed_place_is_seen_at_once(browse, animator, epm):
    member = browse(animator)
    text_of(member, DIRECTORY)

    EPM.objects.filter(pk=epm.pk).update(name="Fablab des causses")

    assert "Fablab des causses" in text_of(member, DIRECTORY)
    assert "Fablab des causses" in text_of(member, epm.get_absolute_url())


def test_closed_place_stays_among_members(browse, animator, learner, epm):
    EPM.objects.filter(pk=epm.pk).update(is_open=False)
    member, outside = browse(animator), [browse(learner), browse(None)]

    for _ in range(2):
        assert epm.name in text_of(member, DIRECTORY)
        assert [epm.name in text_of(client, DIRECTORY) for client in outside] == [False, False]


def test_hours_pass_with_the_minute(browse, animator, epm):
    EPM.objects.update(opening_hours="Tu 14:00-18:00", checked_on="2026-03-09")
    with freeze_time("2026-03-10 12:59:40"):
        member = browse(animator)
        before = text_of(member, DIRECTORY)
    with freeze_time("2026-03-10 13:00:10"):
        after = text_of(browse(animator), DIRECTORY)

    assert ("dot ferme" in before, "dot ouvert" in before) == (True, False)
    assert ("dot ferme" in after, "dot ouvert" in after) == (False, True)


def test_display_of_each_browser_is_its_own(browse, animator, skill, epm):
    sheet_on(skill, epm, animator)
    day, night = browse(animator), browse(animator)
    night.cookies["theme"] = "dark"

    covers = [
        re.findall(r'class="cover" src="([^"]+)"', text_of(one, skill.get_absolute_url())) for one in (day, night)
    ]

    assert (len(covers[0]), len(covers[1]), covers[0] == covers[1]) == (1, 1, False)


def test_cancelled_workshop_leaves_the_list_at_once(browse, animator, epm):
    workshop = OpenWorkshopFactory(sheet=SheetFactory(epm=epm, author=animator), epm=epm)
    member = browse(animator)
    assert workshop.get_absolute_url() in text_of(member, WORKSHOPS)

    OpenWorkshop.objects.update(cancelled_at=timezone.now())

    assert workshop.get_absolute_url() not in text_of(member, WORKSHOPS)


def test_sheet_of_the_network_stands_on_the_skill_for_members_alone(browse, animator, learner, skill, epm):
    sheet = sheet_on(skill, epm, animator)
    WorkshopPage.objects.update(audience="member")
    readers = [browse(animator), browse(learner), browse(None)]
    path = skill.get_absolute_url()

    for _ in range(2):
        assert [sheet.title in text_of(client, path) for client in readers] == [True, False, False]

    WorkshopPage.objects.update(audience="public")
    assert [sheet.title in text_of(client, path) for client in readers] == [True, True, True]


def test_team_of_a_place_is_named_to_members_alone(browse, animator, learner, epm):
    path, name = epm.get_absolute_url(), str(animator)

    for _ in range(2):
        assert name in text_of(browse(MemberFactory(coordinator=True)), path)
        assert name not in text_of(browse(learner), path)


def test_address_that_a_member_hides_leaves_the_list_at_once(browse, animator, stranger):
    Member.objects.filter(pk=animator.pk).update(email_shown_to=ShownTo.NETWORK)
    reader = browse(stranger)
    assert f"mailto:{animator.email}" in text_of(reader, MEMBERS)

    Member.objects.filter(pk=animator.pk).update(email_shown_to=ShownTo.NOBODY)

    assert f"mailto:{animator.email}" not in text_of(reader, MEMBERS)


def test_member_of_the_list_is_shown_to_each_reader_as_they_chose(browse, animator, colleague, stranger, coordinator):
    Member.objects.filter(pk=animator.pk).update(email_shown_to=ShownTo.TERRITORY)
    readers = [browse(one) for one in (animator, colleague, stranger, coordinator)]
    message = reverse("alertes:member_message", args=[animator.pk])

    for _ in range(2):
        pages = [text_of(reader, MEMBERS) for reader in readers]
        assert [f"mailto:{animator.email}" in page for page in pages] == [True, True, False, True]
        assert [message in page for page in pages] == [False, False, True, False]


def test_changed_position_is_seen_at_once_in_list_and_menu(browse, animator, figeac, other_epm):
    reader = browse(animator)
    assert ("Pilotage</a>" in text_of(reader, MEMBERS), other_epm.name in text_of(reader, MEMBERS)) == (False, False)

    PositionFactory(member=animator, epm=other_epm)
    PositionFactory(member=animator, territorial=True)

    page = text_of(browse(Member.objects.get(pk=animator.pk)), MEMBERS)
    assert ("Pilotage</a>" in page, other_epm.name in page, "Inviter quelqu’un" in page) == (True, True, True)


def test_ended_position_closes_the_page_though_it_is_kept(browse, animator, colleague):
    reader = browse(animator)
    text_of(browse(colleague), MEMBERS)
    text_of(reader, MEMBERS)

    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))

    assert reader.get(MEMBERS).status_code == 302


def test_published_text_of_a_sheet_is_seen_at_once(browse, animator, colleague, epm):
    sheet = SheetFactory(epm=epm, author=animator)
    reader = browse(colleague)
    text_of(reader, sheet.get_url())

    sheet = WorkshopPage.objects.get(pk=sheet.pk)
    sheet.learners = "Des personnes qui ont un mot de passe"
    sheet.save_revision().publish()

    assert "Des personnes qui ont un mot de passe" in text_of(reader, sheet.get_url())


def test_preview_of_a_sheet_keeps_nothing_for_readers(browse, colleague, epm, animator):
    sheet = SheetFactory(epm=epm, author=animator)
    sheet = WorkshopPage.objects.get(pk=sheet.pk)
    sheet.learners = "Encore un brouillon"
    sheet.save_revision()

    draft = text_of(browse(MemberFactory(is_superuser=True)), f"/admin/pages/{sheet.pk}/view_draft/")

    assert "Encore un brouillon" in draft
    assert "Encore un brouillon" not in text_of(browse(colleague), Page.objects.get(pk=sheet.pk).get_url())


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", ""),
        ("/b2i/", "b2i/"),
        ("/b2i", "b2i"),
        ("/b2i/livrets/12/", "b2i/…"),
        ("/b2i/livrets/", "b2i/…"),
        ("/formation/plan/", "formation/…"),
    ],
)
def test_menu_is_the_same_for_all_pages_of_a_section(path, place):
    assert menu_place(path) == place
