"""Outside the site nobody is named: neither in a feed nor in a push, and in a mail by first name and initial."""

import ast
import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import timezone

from accueil.visio.appointments.notices import notify_booked
from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.choices.kinds import Kind, declared_kinds
from alertes.choices.preferences.models import KindChoice
from alertes.enums import Matter, Rhythm
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.notices import notify_closed_card
from b2i.people.learners.services import reset_secret
from b2i.privacy.retention.services import notify_dormant_records
from b2i.privacy.rights.services import contest
from b2i.records.validation.notices import learner_name
from b2i.records.validation.services.validation import propose, return_proposal, validate
from scripts.layout import modules
from tests.factories.accueil import AppointmentFactory
from tests.factories.b2i import EvidenceFactory, LearnerFactory, skill_of
from tests.factories.validation import earlier_fact
from tests.outside_texts import feed_texts, mail_texts, names_of_feeds, push_texts
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

FIRST, LAST = "Zéphyrine", "Quintefeuille"
ABOUT_RECORDS = {kind.name for kind in declared_kinds().values() if kind.matter is Matter.RECORDS}
NOTIFYING = re.compile(r"^from alertes\.channels\.(notices|mails)(\.services)? import", re.MULTILINE)
# It tells how many learners there are.
COUNTING = {"b2i.declarations.member_responsibilities"}


@pytest.fixture
def learner(learner):
    """Somebody whose name nobody else bears."""
    learner.member.first_name, learner.member.last_name = FIRST, LAST
    learner.member.save()
    return learner


@pytest.fixture(params=[Rhythm.AT_ONCE, Rhythm.DAILY])
def readers(request, animator, colleague, learner, record, centre, evaluator) -> list:
    """Members who were told all that may be told of the learner: by mails of their own, then in digests."""
    members = [animator, colleague]
    KindChoice.objects.bulk_create(
        KindChoice(member=member, kind=name, rhythm=request.param) for member in members for name in ABOUT_RECORDS
    )
    proposals = []
    for code in ("D1.1", "D1.2", "D1.3"):
        fact = EvidenceFactory(record=record, skill=skill_of(record, code), observed_by=animator)
        facts = [earlier_fact(fact), fact]
        proposals.append(propose(record=record, skill=fact.skill, facts=facts, centre=centre, proposed_by=animator))
    validate(proposal=proposals[0], decided_by=evaluator)
    return_proposal(proposal=proposals[1], decided_by=evaluator, reason="À revoir ensemble")
    contest(record=record, words=f"Je suis {FIRST} {LAST}")
    reset_secret(learner=learner, by=animator)
    notify_closed_card(learner)
    Learner.objects.update(created=timezone.now() - timedelta(days=2000))
    notify_dormant_records()
    notify_booked(
        AppointmentFactory(room__epm=centre, welcomed_by=colleague, name=f"{FIRST} {LAST}", email="z@example.org"),
        by=animator,
    )
    MailItem.objects.update(due=timezone.now())
    send_digests()
    return members


def complain_of_names(texts, *names: str) -> None:
    texts = dict(texts)
    assert texts
    complain([f"{where}: {text}" for where, text in texts.items() if any(name in text for name in names)], "A name:")


def test_nobody_is_named_outside_the_site(readers, centre, learner):
    assert set(Notice.objects.values_list("kind", flat=True)) >= ABOUT_RECORDS
    assert Notice.objects.filter(text__contains=LAST).exists()

    complain_of_names(feed_texts(readers, [centre, centre.commune.territory]), FIRST, LAST, learner.get_absolute_url())
    complain_of_names(push_texts(), FIRST, LAST, learner.get_absolute_url())
    mails = dict(mail_texts())
    complain_of_names(mails, LAST)
    assert [where for where, text in mails.items() if f"{FIRST} {LAST[0]}." in text] != []


def test_every_feed_and_calendar_is_read():
    assert sorted(names_of_feeds()) == [
        "formation:calendar_feed",
        "patrimoine:outings_ics",
        "reseau:agenda_feed",
        "reseau:agenda_public_feed",
        "reseau:private_feed",
        "reseau:public_feed",
        "ressources:feed",
    ]


@pytest.mark.parametrize(
    ("first_name", "last_name", "short"),
    [
        ("Agnès", "Delpech", "Agnès D."),
        ("Agnès", "", "Agnès"),
        ("", "delpech", "D."),
        ("Agnès Delpech", "", "Agnès D."),
        ("Marie Agnès", "Delpech", "Marie Agnès D."),
    ],
)
def test_mail_shortens_a_name_whatever_the_field_where_it_was_typed(epm, first_name, last_name, short):
    learner = LearnerFactory(epm=epm, member__first_name=first_name, member__last_name=last_name)

    assert learner_name(learner, may_read=True).short == short


def imports(path: Path) -> set[tuple[str, str]]:
    """Return what a file imports by name: (module, name)."""
    froms = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    return {(node.module, alias.name) for node in froms for alias in node.names}


def test_who_notifies_of_learners_does_it_under_a_kind_that_feeds_and_pushes_leave_unnamed():
    notifying = {name: imports(path) for name, path in modules().items() if NOTIFYING.search(path.read_text())}
    about_learners = {name: found for name, found in notifying.items() if any(map(is_about_learners, found))}
    assert "b2i.records.validation.notices" in about_learners
    faults = []
    for module in about_learners.keys() - COUNTING:
        values = [getattr(import_module(source), name, None) for source, name in about_learners[module]]
        faults += [f"{module}: {kind.name}" for kind in values if isinstance(kind, Kind) and not kind.may_name_learners]
    complain(faults, "A feed would tell the names in these notices (Kind.may_name_learners):")


def is_about_learners(imported: tuple[str, str]) -> bool:
    module, _ = imported
    return module.startswith("b2i.") and not module.startswith(("b2i.declarations.events", "b2i.frameworks"))
