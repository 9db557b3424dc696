"""Two départements against one: the same shapes, nothing mixed up, pages that open."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Model, Sum
from django.test import Client
from wagtail.models import Page

from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from alertes.choices.subscriptions.models import Subscription
from b2i.people.learners.card import card_number, rank_of
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence
from b2i.records.validation.models.validation import Validation
from bench.pages import pages
from extranet.demo.growth.copied_rows import COPIED, COPIES_OF_A_DEPARTMENT, CopiedRows
from extranet.demo.growth.further_departments import add_departments, highest_key
from extranet.demo.growth.row_copies import model_of
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.models.session import Session
from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from reseau.documents.papers.code_letters import check_letter
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from ressources.sheets.enums import SheetState
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.services import repair_tallies

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("unchecked_references"),
    pytest.mark.drawn(one_in=4),
]
SCALE = 2
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHOLE = [rows for rows in COPIED if not rows.where]


def states(model: type[Model]) -> dict[str, Counter]:
    """Count rows by each column that has choices, and by whether each other column is empty."""
    columns = [field for field in model._meta.local_concrete_fields if not field.primary_key and not field.generated]
    with_choices = [field.attname for field in columns if field.choices]
    nullable = [field.attname for field in columns if field.null]
    counted = {}
    for name in with_choices:
        counted[name] = Counter(model._base_manager.values_list(name, flat=True))
    for name in nullable:
        filled = model._base_manager.aggregate(rows=Count("pk"), filled=Count(name))
        counted[f"{name} is filled"] = Counter(filled=filled["filled"], empty=filled["rows"] - filled["filled"])
    return counted


def factor(rows: CopiedRows) -> int:
    return SCALE * COPIES_OF_A_DEPARTMENT[rows.herd]


@pytest.fixture(scope="module")
def shapes(demo, django_db_blocker):
    """States of each wholly copied model as the builders made it, and highest keys; then the copies are there."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = {rows.label: states(model_of(rows)) for rows in WHOLE}
        limits = {model: highest_key(model) for model in (Learner, Member, EPM, Page, Topic, Session)}
        add_departments(scale=SCALE, tell=lambda label: None)
        connection.check_constraints()
        yield before, limits
        transaction.set_rollback(True)


@pytest.fixture
def limits(shapes) -> dict[type[Model], int]:
    """Model → the highest key of an original."""
    return shapes[1]


@pytest.fixture
def colleague(limits) -> Member:
    """An animator of the second département, who works where `animateur1` would."""
    return Member.objects.get(email="animateur1.2@example.org")


@pytest.mark.parametrize("rows", WHOLE, ids=lambda rows: rows.label)
def test_copies_have_the_states_of_the_builders_in_the_same_proportion(rows, shapes):
    before, _ = shapes
    expected = {
        name: Counter({state: number * factor(rows) for state, number in counts.items()})
        for name, counts in before[rows.label].items()
    }

    assert states(model_of(rows)) == expected


def test_tree_of_pages_has_no_fault(limits):
    assert Page.find_problems() == ([], [], [], [], [])
    assert WorkshopPage.objects.live().count() > 1000


def test_counters_of_topics_equal_their_posts(limits):
    assert not Topic.objects.annotate(posts_there=Count("posts")).exclude(post_count=F("posts_there")).exists()


def test_tallies_of_sheets_equal_their_deliveries(limits):
    assert repair_tallies() == 0


def test_people_of_a_copy_work_where_they_did(limits):
    first_place = EPM.objects.filter(pk__lte=limits[EPM])
    copied = Position.objects.filter(member__pk__gt=limits[Member], epm__isnull=False)

    assert copied.count() == Position.objects.filter(member__pk__lte=limits[Member], epm__isnull=False).count()
    assert not copied.filter(epm__in=first_place).exists()


def test_evidence_is_noted_by_the_team_of_its_place(limits):
    """Those of the original are: the turns of places and people go together."""
    teams = set(Position.objects.filter(epm__isnull=False).values_list("member_id", "epm_id"))
    strangers = {True: 0, False: 0}
    for learner, member, epm in Evidence.objects.filter(observed_by__isnull=False, epm__isnull=False).values_list(
        "record__learner_id", "observed_by_id", "epm_id"
    ):
        strangers[learner > limits[Learner]] += (member, epm) not in teams

    copies = SCALE * COPIES_OF_A_DEPARTMENT["records"] - 1
    assert strangers[True] == copies * strangers[False]


def test_validations_are_decided_by_who_is_accredited(limits):
    decided = Validation.objects.filter(accreditation__isnull=False)

    assert decided.count() > 10_000
    assert not decided.exclude(decided_by=F("accreditation__member")).exists()


def test_cards_have_numbers_that_the_site_gives(limits):
    numbers = list(Learner.everyone.order_by("pk").values_list("card_number", flat=True))

    assert numbers == [card_number(rank_of(number)) for number in numbers]
    assert len(set(numbers)) == len(numbers)


def test_copied_learners_have_names_of_their_own(limits):
    names = Counter(Learner.objects.values_list("member__first_name", "member__last_name"))

    assert names.most_common(1)[0][1] < 20


def test_copied_tickets_have_codes_of_their_own_and_the_balance_of_their_ledger(limits):
    tickets = Ticket.objects.annotate(total=Sum("entries__minutes"))
    elsewhere = LedgerEntry.objects.debits().exclude(workshop__epm=F("body__epm")).exclude(delivery__epm=F("body__epm"))

    codes = list(tickets.values_list("code", flat=True))
    assert [check_letter(code[:-1]) for code in codes] == [code[-1] for code in codes]
    assert len(set(codes)) == len(codes) > 0
    assert not tickets.exclude(total=F("balance")).exists()
    assert not elsewhere.exists()


def test_subscription_of_a_copy_names_the_topic_of_the_copy(limits, colleague):
    subjects = Subscription.objects.filter(member__pk__gt=limits[Member], subject__startswith="topic:")
    keys = {int(subject.removeprefix("topic:")) for subject in subjects.values_list("subject", flat=True)}

    assert Topic.objects.filter(pk__in=keys, pk__gt=limits[Topic]).count() == len(keys) > 20


def test_draft_of_a_copy_keeps_to_its_own_page(limits):
    drafts = Sheet.objects.filter(pk__lte=limits[Page], live=False).order_by("pk")
    original = next(sheet for sheet in drafts if sheet.state == SheetState.SUBMITTED)
    copy = Sheet.objects.filter(title__startswith=original.draft_title, pk__gt=limits[Page]).order_by("pk").first()

    draft = copy.get_latest_revision_as_object()

    assert (draft.pk, draft.title, draft.owner_id) == (copy.pk, copy.title, copy.owner_id)
    assert [step.pk for step in draft.steps.all()] == [None] * draft.steps.count()
    assert copy.state == SheetState.SUBMITTED


def test_pages_open_for_everybody(limits, running_demo):
    for page in pages():
        client = Client()
        if page.member:
            client.force_login(page.member, backend="b2i.backends.CardBackend" if page.who == "learner" else BACKEND)
        assert client.get(page.path, follow=True).status_code == 200, page


def test_pages_of_a_further_departement_open(limits, colleague, running_demo):
    client = Client()
    client.force_login(colleague, backend=BACKEND)
    place = colleague.main_position.epm
    session = Session.objects.filter(pk__gt=limits[Session], enrolments__member=colleague).first()
    attendance = Attendance.objects.filter(enrolment__member=colleague)
    grid = GroupSession.objects.filter(epm__in=EPM.objects.filter(pk__gt=limits[EPM])).first()

    paths = ["/", place.get_absolute_url(), session.get_absolute_url(), "/formation/mes-formations/", "/b2i/livrets/"]
    paths += [learner.get_absolute_url() for learner in place.learners.order_by("pk")[:2]]
    paths += [post.topic.get_absolute_url() for post in Post.objects.filter(author=colleague)[:2]]

    assert place.name.endswith(" (2)")
    assert attendance.count() > 0
    assert grid.led_by.epm_ids == {grid.epm_id}
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
