"""Tests of what the journal notes, for whom, once a day, and for how long."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from b2i.admission.duplicates.services import merge
from b2i.people.accesses.journal import forget_old_accesses, note_access, note_accesses
from b2i.people.accesses.models import Access
from b2i.people.enums import AccessKind
from b2i.privacy.erasure import settle_merges
from b2i.records.progress.views.records import PAGE_SIZE
from b2i.records.validation.services.validation import propose, validate
from tests.clock import freeze_time
from tests.factories.b2i import EvidenceFactory, FollowingFactory, LearnerFactory, RecordFactory
from tests.factories.reseau import PositionFactory
from tests.factories.validation import earlier_fact
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf: RequestFactory):
    """`request_of(member, method)`: a request of that member."""

    def build(member, method: str = "get"):
        request = getattr(rf, method)("/")
        request.user = member
        return request

    return build


def noted() -> list[tuple]:
    return list(Access.objects.order_by("pk").values_list("learner", "member", "epm", "kind"))


def test_second_look_on_the_same_day_adds_nothing(request_of, animator, learner, epm):
    for _ in range(2):
        note_access(request_of(animator), learner)

    assert noted() == [(learner.pk, animator.pk, epm.pk, "read")]


def test_form_and_another_day_are_noted_apart(request_of, animator, learner, epm):
    note_access(request_of(animator), learner)
    note_access(request_of(animator, "post"), learner)
    with freeze_time(days_from_now(1)):
        note_access(request_of(animator), learner)

    assert [line[3] for line in noted()] == ["read", "changed", "read"]


def test_coordinator_is_noted_once_a_day_without_epm(request_of, coordinator, learner):
    for _ in range(2):
        note_access(request_of(coordinator), learner)

    assert noted() == [(learner.pk, coordinator.pk, None, "read")]


def test_reader_of_another_epm_is_noted_for_their_own(request_of, stranger, other_epm, learner):
    note_access(request_of(stranger), learner)

    assert noted() == [(learner.pk, stranger.pk, other_epm.pk, "read")]


def test_reader_of_several_epm_is_noted_for_the_one_that_keeps_the_record(request_of, stranger, epm, learner):
    PositionFactory(member=stranger, epm=epm)

    note_access(request_of(stranger), learner)

    assert noted() == [(learner.pk, stranger.pk, epm.pk, "read")]


def test_neither_visitor_nor_learner_in_their_own_record_is_noted(request_of, learner):
    note_access(request_of(AnonymousUser()), learner)
    note_access(request_of(learner.member), learner)

    assert noted() == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_is_noted_in_two_queries_and_read_in_one_afterwards(request_of, animator, epm, number):
    learners, request = LearnerFactory.create_batch(number, epm=epm), request_of(animator)
    assert animator.epm_ids == {epm.pk}

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            note_accesses(request, [*learners, *learners], AccessKind.LISTED)
        counts.append(len(queries))

    assert (counts, len(noted())) == ([2, 1], number)


def test_list_with_a_new_name_notes_that_name_alone(request_of, animator, epm):
    known, new = LearnerFactory.create_batch(2, epm=epm)
    note_accesses(request_of(animator), [known], AccessKind.LISTED)

    note_accesses(request_of(animator), [known, new], AccessKind.LISTED)

    assert [line[0] for line in noted()] == [known.pk, new.pk]


def test_accesses_of_others_hide_none(request_of, animator, coordinator, learner, epm):
    colleague = PositionFactory(epm=epm).member
    for reader in (coordinator, colleague, animator):
        note_access(request_of(reader), learner)

    assert noted() == [
        (learner.pk, coordinator.pk, None, "read"),
        (learner.pk, colleague.pk, epm.pk, "read"),
        (learner.pk, animator.pk, epm.pk, "read"),
    ]


def test_reader_who_joins_the_epm_that_keeps_the_record_is_noted_for_it_the_same_day(
    request_of, stranger, epm, other_epm, learner
):
    note_access(request_of(stranger), learner)
    PositionFactory(member=stranger, epm=epm)
    note_access(request_of(type(stranger).objects.get(pk=stranger.pk)), learner)

    assert [line[2] for line in noted()] == [other_epm.pk, epm.pk]


def test_empty_list_costs_no_query(request_of, animator, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_accesses(request_of(animator), [], AccessKind.LISTED)


def test_list_notes_the_learners_of_its_page_alone(client_of, animator, epm):
    for number in range(PAGE_SIZE + 1):
        LearnerFactory(epm=epm, member__last_name=f"Nom {number:03}")

    client_of(animator).get("/b2i/livrets/?page=2")

    assert [str(access.learner) for access in Access.objects.all()] == [f"Jeanne Nom {PAGE_SIZE:03}"]


def test_member_who_may_not_read_the_record_is_not_noted(client_of, stranger, learner, record):
    assert client_of(stranger).get(learner.get_absolute_url()).status_code == 404

    assert noted() == []


def test_epm_that_only_follows_is_not_noted_where_it_gets_nothing(client_of, stranger, other_epm, learner, record):
    FollowingFactory(learner=learner, epm=other_epm)

    assert client_of(stranger).get(f"{learner.get_absolute_url()}identite/").status_code == 404

    assert noted() == []


def test_copy_is_noted_as_a_copy(client_of, animator, learner, record, epm):
    client_of(animator).get(f"{learner.get_absolute_url()}donnees.json")
    client_of(animator).get("/b2i/livrets/livrets.ods")

    assert noted() == [(learner.pk, animator.pk, epm.pk, "copied")]


def test_members_whom_a_message_names_the_learner_to_are_noted(record, skill, animator, evaluator, centre, epm):
    evidence = EvidenceFactory(record=record, skill=skill)
    proposal = propose(
        record=record, skill=skill, facts=[evidence, earlier_fact(evidence)], centre=centre, proposed_by=animator
    )
    validate(proposal=proposal, decided_by=evaluator)

    assert noted() == [
        (record.learner_id, evaluator.pk, epm.pk, "told"),
        (record.learner_id, animator.pk, epm.pk, "told"),
    ]


def test_accesses_are_forgotten_after_twelve_months(request_of, animator, learner):
    with freeze_time(days_from_now(-366)):
        note_access(request_of(animator), learner)
    with freeze_time(days_from_now(-365)):
        note_access(request_of(animator), learner)

    assert (forget_old_accesses(), Access.objects.count()) == (1, 1)


def test_account_of_the_reader_may_go(request_of, animator, learner, epm):
    note_access(request_of(animator), learner)

    animator.positions.all().delete()
    animator.delete()

    assert [access.reader for access in Access.objects.all()] == [f"une personne partie, {epm}"]


def test_accesses_move_with_a_merged_record_and_do_not_keep_the_second_account(
    request_of, animator, colleague, learner, record, epm
):
    duplicate = RecordFactory(learner=LearnerFactory(epm=epm), framework=record.framework).learner
    for reader, read_learner in ((animator, learner), (animator, duplicate), (colleague, duplicate)):
        note_access(request_of(reader), read_learner)

    merge(kept=learner, absorbed=duplicate, merged_by=animator)

    assert {access.member for access in learner.accesses.all()} == {animator, colleague}
    with freeze_time(days_from_now(31)):
        assert settle_merges() == 1
