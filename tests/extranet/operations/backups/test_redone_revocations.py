"""What moderation erased, what was revoked, and private addresses that were closed, done again through their lines."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accueil.visio.partners.services import renew_link
from audit.enums import Act
from audit.models import AuditLine
from b2i.outcomes.statements.services import issue_statement, revoke_statement
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.services.accreditations import withdraw_accreditation
from extranet.operations.backups.redone_acts import REDONE
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.services import revoke_certificate
from formation.sessions.calendar_feeds.services import renew_feed, revoke_feed
from forums.messages.corrections.name_erasure import take_name_back
from forums.messages.posts.models import Post
from forums.moderation.models import ModerationAction
from forums.moderation.services.erasure import AGAIN, erase
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.feeds.models import NewsFeed
from reseau.calendar.private_addresses import draw_address, revoke_address
from ressources.library.collections.services import create_collection, share_collection, unshare_collection
from tests.b2i.validation_builder import validate_skills
from tests.factories.accueil import PartnerFactory
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.formation import EnrolmentFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db


def redo(act: Act, row: int, by=None) -> list[bool]:
    """Do the act again, twice; return whether each time changed something."""
    line = AuditLine(act=act, row=row, by=by and by.pk, at=timezone.now())
    return [REDONE[act](line) for _ in range(2)]


def noted(act: Act) -> list[tuple]:
    return list(AuditLine.objects.filter(act=act).order_by("pk").values_list("row", "by"))


@pytest.fixture
def topic(animator):
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator)


def test_message_is_erased_again_with_what_quoted_it_and_nobody_is_told_twice(
    topic, colleague, coordinator, mailoutbox
):
    first, second = (PostFactory(topic=topic, author=colleague, body=words) for words in ("Son nom.", "Son adresse."))
    erase(post=first, by=coordinator, reason="Nomme quelqu’un")
    assert noted(Act.MESSAGE_ERASED) == [(first.pk, coordinator.pk)]
    told = colleague.notices.count()
    quoting = PostFactory(
        topic=topic, body=f"> [**Zoé**](/forums/{topic.pk}/message/{second.pk}/) :\n> Son adresse.\n\nAh."
    )

    assert redo(Act.MESSAGE_ERASED, second.pk, coordinator) == [True, False]

    second.refresh_from_db()
    quoting.refresh_from_db()
    assert (second.body, second.html, "adresse" in quoting.body) == ("", "", False)
    assert ModerationAction.objects.get(post=second).reason == AGAIN
    assert colleague.notices.count() == told


def test_name_is_taken_back_again(topic):
    posts = [PostFactory(topic=topic) for _ in range(2)]
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(author=None, author_name="Zoé Martin")
    take_name_back(name="Zoé Martin")
    assert noted(Act.NAME_TAKEN_BACK) == [(post.pk, None) for post in posts]
    Post.objects.filter(author=None).update(author_name="Zoé Martin")

    assert redo(Act.NAME_TAKEN_BACK, posts[0].pk) == [True, False]
    assert not Post.objects.filter(author_name="Zoé Martin").exists()


def test_certificate_is_revoked_again(coordinator):
    first, second = (
        Certificate.objects.create(enrolment=EnrolmentFactory(), number=number) for number in ("ABCD2345", "ABCD2346")
    )
    revoke_certificate(certificate=first, reason="Erreur", by=coordinator)
    assert noted(Act.CERTIFICATE_REVOKED) == [(first.pk, coordinator.pk)]

    assert redo(Act.CERTIFICATE_REVOKED, second.pk, coordinator) == [True, False]
    second.refresh_from_db()
    assert (second.is_in_force, second.revoked_by) == (False, coordinator)


def test_statement_is_revoked_again(epm, animator):
    record = RecordFactory(learner=LearnerFactory(epm=epm))
    validate_skills(record, "D1.1")
    first = issue_statement(record=record, by=animator)
    revoke_statement(statement=first, reason="Erreur", by=animator)
    assert noted(Act.STATEMENT_REVOKED) == [(first.pk, animator.pk)]

    second = issue_statement(record=record, by=animator)
    assert redo(Act.STATEMENT_REVOKED, second.pk, animator) == [True, False]
    second.refresh_from_db()
    assert not second.is_in_force


def test_accreditation_is_withdrawn_again_on_the_day_of_the_act(epm, other_epm, coordinator):
    today = timezone.localdate()
    first, second = (AccreditationFactory(epm=place, starts_on=today - timedelta(days=9)) for place in (epm, other_epm))
    withdraw_accreditation(accreditation=first, last_day=today, withdrawn_by=coordinator, reason="Fin")
    assert noted(Act.ACCREDITATION_WITHDRAWN) == [(first.pk, coordinator.pk)]

    assert redo(Act.ACCREDITATION_WITHDRAWN, second.pk, coordinator) == [True, False]
    second = Accreditation.objects.get(pk=second.pk)
    assert (second.ends_on, second.withdrawn_by) == (today, coordinator)
    second.validate_constraints()


def test_calendar_is_closed_again(animator):
    first = renew_feed(owner=animator, by=animator)
    second = renew_feed(owner=animator, by=animator)
    revoke_feed(feed=second, by=animator)
    assert noted(Act.CALENDAR_FEED_CLOSED) == [(first.pk, animator.pk), (second.pk, animator.pk)]

    third = renew_feed(owner=animator, by=animator)
    assert redo(Act.CALENDAR_FEED_CLOSED, third.pk) == [True, False]


@pytest.mark.parametrize("kind", [AgendaFeed, NewsFeed])
def test_private_address_is_closed_again_but_not_the_one_drawn_since(animator, kind):
    first = draw_address(kind=kind, member=animator)
    assert noted(kind.closing) == []
    draw_address(kind=kind, member=animator)
    revoke_address(kind=kind, member=animator)
    assert noted(kind.closing) == [(first.pk, animator.pk)] * 2

    address = draw_address(kind=kind, member=animator)
    later = AuditLine(act=kind.closing, row=address.pk, at=address.created - timedelta(hours=1))
    assert not REDONE[kind.closing](later)
    assert redo(kind.closing, address.pk) == [True, False]


def test_link_of_a_partner_is_closed_again(coordinator):
    partner = PartnerFactory()
    former = partner.private_path
    renew_link(partner=partner, by=coordinator)
    assert noted(Act.PARTNER_LINK_CLOSED) == [(partner.pk, coordinator.pk)]

    assert redo(Act.PARTNER_LINK_CLOSED, partner.pk) == [True, False]
    partner.refresh_from_db()
    assert partner.private_path != former


def test_link_of_a_collection_is_closed_again(animator):
    collection = create_collection(owner=animator, title="Photo")
    unshare_collection(collection=collection)
    share_collection(collection=collection)
    assert noted(Act.COLLECTION_LINK_CLOSED) == []
    share_collection(collection=collection)
    unshare_collection(collection=collection)
    assert noted(Act.COLLECTION_LINK_CLOSED) == [(collection.pk, animator.pk)] * 2

    share_collection(collection=collection)
    assert redo(Act.COLLECTION_LINK_CLOSED, collection.pk) == [True, False]
