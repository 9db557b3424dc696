"""Tests that `docs/acces.md` is true: each of its addresses, by GET and POST, as everybody."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alertes.channels.push.site_key import new_site_key
from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Framework
from b2i.outcomes.renewals.models import Renewal
from extranet.access.access_table.addresses import (
    SiteAddress,
    addresses_of_a_learner,
    addresses_of_roles,
    all_addresses,
)
from extranet.access.access_table.people import (
    AROUND_A_LEARNER,
    COORDINATOR,
    FOLLOWS,
    KEEPS,
    LEARNER,
    REFERENT,
    Cast,
    make_cast,
)
from extranet.access.access_table.table import ROLE_LABELS
from extranet.management.commands.access_table import PAGE
from reseau.people.members.models.member import Member
from reseau.web.page_access.openings import may_open
from tests.answers import closing_answer
from tests.factories.b2i import ConsentFactory, ContestFactory, EvidenceFactory, RecordFactory, skill_of
from tests.factories.statements import CandidacyFactory

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
HEALTH = "/sante/"
LOGIN = (str(settings.LOGIN_URL), "/carte/?")
NETWORK_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast(site_tree, settings) -> Cast:
    # Devices answer where the site has a key.
    settings.PUSH_KEY = new_site_key()
    load_frameworks()
    load_crosswalks()
    cast = make_cast()
    # The learner had a record before this one.
    former = RecordFactory(learner=cast.learner, framework=Framework.objects.get(slug="digcomp-2-2"))
    Renewal.objects.create(record=cast.record, former=former, crosswalk=Crosswalk.objects.first())
    return cast


@pytest.fixture
def values(cast) -> dict[str, object]:
    """Return an object of the learner for each argument of their addresses."""
    skill = skill_of(cast.record, "D1.1")
    EvidenceFactory(record=cast.record, skill=skill)
    CandidacyFactory(record=cast.record)
    following = cast.learner.followings.live().get()
    # A parent signed for the EPM that follows.
    signed = ConsentFactory(
        learner=cast.learner,
        epm=following.epm,
        giver="parent",
        parent_name="Claire",
        paper=ContentFile(b"%PDF", name="accord.pdf"),
    )
    return {
        "pk": cast.learner.pk,
        "skill_pk": skill.pk,
        "contest_pk": ContestFactory(record=cast.record).pk,
        "following_pk": following.pk,
        "consent_pk": signed.pk,
        "slug": "digcomp-2-2",
    }


def filled_path(address: SiteAddress, values: dict[str, object]) -> str:
    parts = (part for part in address.path.split("/"))
    return "/" + "/".join(str(values[part[1:-1].split(":")[1]]) if part.startswith("<") else part for part in parts)


def client_as(cast: Cast, label: str) -> Client:
    client, person = Client(raise_request_exception=False), cast.people[label]
    if person.is_authenticated:
        client.force_login(person, "b2i.backends.CardBackend" if label == LEARNER else NETWORK_BACKEND)
    return client


def answer(client: Client, method: str, path: str) -> str:
    """Return what a person meets: « let in », « refused » (404 or login), « wrong method » or an error."""
    with (
        transaction.atomic(),
        closing_answer(client.generic(method, path, content_type="application/x-www-form-urlencoded")) as response,
    ):
        transaction.set_rollback(True)
    if response.status_code == 405:
        return "wrong method"
    is_sent_to_login = response.status_code == 302 and response["Location"].startswith(LOGIN)
    if response.status_code == 404 or is_sent_to_login:
        return "refused"
    # The page of the health of the site answers 503 when something is wrong, as in a site of tests.
    return "let in" if response.status_code < 500 or path == HEALTH else f"error {response.status_code}"


def lies(cast: Cast, label: str, path: str, expected: str) -> Iterator[str]:
    """Yield what contradicts the table for one person and address; both methods may not be wrong."""
    client = client_as(cast, label)
    answers = [answer(client, method, path) for method in METHODS]
    for method, met in zip(METHODS, answers, strict=True):
        if met not in {expected, "wrong method"}:
            yield f"{method} {path} as {label}: {met}, the table says {expected}"
    if answers == ["wrong method"] * 2:
        yield f"{path} as {label}: neither GET nor POST"


def test_each_address_of_a_learner_says_how_it_finds_them():
    bare = [address.path for address in addresses_of_a_learner() if address.lookup is None]
    assert not bare, f"Decorate these views with @found_by(lookup), or give the class a `lookup`: {bare}"


@pytest.mark.drawn(one_in=3)
@pytest.mark.parametrize("label", AROUND_A_LEARNER)
def test_each_address_of_a_learner_answers_as_the_table_says(cast, values, label):
    found = [
        lie
        for address in addresses_of_a_learner()
        for lie in lies(
            cast,
            label,
            filled_path(address, values),
            "let in" if address.finds(cast.learner, cast.people[label]) else "refused",
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("label", [KEEPS, FOLLOWS, LEARNER])
def test_each_address_of_a_learner_is_closed_while_the_record_is_put_aside(cast, values, label):
    cast.put_record_aside()
    client = client_as(cast, label)
    opened = {
        address.name
        for address in addresses_of_a_learner()
        for method in METHODS
        if answer(client, method, filled_path(address, values)) not in {"refused", "wrong method"}
    }
    assert opened == {
        address.name for address in addresses_of_a_learner() if address.finds(cast.learner, cast.people[label])
    }


@pytest.mark.drawn(one_in=3)
@pytest.mark.parametrize("label", ROLE_LABELS)
def test_each_address_without_argument_answers_as_the_table_says(cast, label):
    person = cast.people[label]
    found = [
        lie
        for address in addresses_of_roles()
        for lie in lies(cast, label, address.own_path, "let in" if may_open(person, address.own_path) else "refused")
    ]
    assert not found, "\n".join(found)


def test_follower_reads_and_extends_but_decides_nothing(cast):
    """The table itself, for the case that once was wrong."""
    follower = cast.people[FOLLOWS]
    closed = {address.name for address in addresses_of_a_learner() if not address.finds(cast.learner, follower)}
    assert closed == {
        *("b2i:secret_reset", "b2i:card_reopen", "b2i:card_given", "b2i:hand_over", "b2i:learner_edit"),
        *("b2i:put_aside", "b2i:take_up_again", "b2i:learner_erase", "b2i:withdrawal_pdf", "b2i:renewal"),
    }


ASKS_ONE_ROW = {"is_evaluator", "is_trainer", "may_read_codes", "takes_tickets", "watches_some_forum"}


def test_predicates_know_roles_by_heart_but_five_that_ask_one_row(cast):
    """A menu asks those of its sixty links on each page."""
    asking = set()
    for label in ROLE_LABELS:
        person = cast.people[label]
        if person.is_authenticated:
            person = Member.objects.get(pk=person.pk)
            # What the site reads of each person, once for each request.
            assert person.live_positions or hasattr(person, "learner")
            assert person.has_perm("wagtailadmin.access_admin") == (label == COORDINATOR)
        for address in all_addresses():
            for predicate in getattr(address.view, "predicates", ()):
                with CaptureQueriesContext(connection) as queries:
                    predicate(person)
                assert len(queries) <= 1, f"{predicate.__name__} as {label}"
                asking |= {predicate.__name__} if queries else set()

    assert asking == ASKS_ONE_ROW


def test_page_is_what_the_command_prints(site_tree, capsys):
    call_command("access_table")
    assert PAGE.read_text(encoding="utf-8") == capsys.readouterr().out, "Run `manage.py access_table --write`."


def test_command_leaves_nothing_behind(site_tree, capsys):
    call_command("access_table")
    assert not Member.objects.exists()


def test_referent_of_an_epm_opens_more_than_other_animators(cast):
    opened = {
        label: {address.path for address in addresses_of_roles() if address.admits(cast.people[label])}
        for label in (KEEPS, REFERENT)
    }

    assert opened[REFERENT] - opened[KEEPS] == {
        "membres/invitations/",
        "membres/invitations/nouvelle/",
        "membres/revue/",
    }
    assert opened[KEEPS] <= opened[REFERENT]
