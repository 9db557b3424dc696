"""Tests of merging records of one person, and of undoing it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from b2i.duplicates import services
from b2i.duplicates.models import Merge
from b2i.duplicates.services import note_distinction
from b2i.learners.models.consent import Consent
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services import CardRefusedError, login_with_card
from b2i.records.models import Evidence, Record
from b2i.rights.data_export import export_as_dict
from b2i.rights.services import erase_learner
from b2i.validation.models.validation import Proposal, Validation
from b2i.validation.services import validation
from reseau.members.models.member import Member
from tests.factories.b2i import (
    SECRET,
    ConsentFactory,
    EvidenceFactory,
    FollowingFactory,
    FrameworkFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    skill_of,
)
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(record, epm):
    """Second record of Jeanne."""
    learner = LearnerFactory(epm=epm, card_number="46-0012", member__last_name="Delpeche")
    return RecordFactory(learner=learner, framework=record.framework).learner


@pytest.fixture
def merge(record, twin, animator):
    """`merge()` merges the twin into Jeanne."""
    return lambda: services.merge(kept=record.learner, absorbed=twin, merged_by=animator)


def undo(done: Merge, by: Member) -> Learner:
    return services.undo_merge(merge=done, undone_by=by)


def test_history_moves_to_kept_record(record, twin, merge):
    other = twin.records.get()
    rows = [EvidenceFactory(record=other), PositioningFactory(record=other), ConsentFactory(learner=twin)]
    own = EvidenceFactory(record=record)
    done = merge()
    assert set(record.evidence.all()) == {own, rows[0]}
    assert (record.positionings.get(), record.learner.consents.get()) == (rows[1], rows[2])
    assert (done.merged_by, done.kept, done.absorbed) == (done.merged_by, record.learner, twin)
    assert [move["rows"] for move in done.journal["moves"] if move["model"] == "b2i.evidence"] == [[rows[0].pk]]


def test_merged_learner_is_hidden_and_logged_out(record, twin, merge, animator):
    client = Client()
    client.force_login(twin.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    merge()
    assert client.get("/b2i/mon-livret/").status_code == 302
    assert list(Learner.objects.visible_to(animator)) == [record.learner]
    assert list(Record.objects.on_base()) == [record]
    with pytest.raises(CardRefusedError):
        login_with_card(number="46-0012", secret=SECRET)


def test_number_of_merged_card_is_not_reused(merge):
    merge()
    assert Learner.objects.next_card_number() == "46-0013"


def test_missing_fields_are_filled_in(record, twin, merge, animator):
    Learner.objects.filter(pk=twin.pk).update(birth_year=1951, commune=twin.epm.commune)
    Learner.objects.filter(pk=record.learner.pk).update(commune=record.learner.epm.commune)
    done = merge()
    learner = Learner.objects.get()
    assert (learner.birth_year, str(learner), done.journal["filled"]) == (1951, "Jeanne Delpech", {"birth_year": 1951})
    undo(done, animator)
    assert Learner.objects.get(pk=learner.pk).birth_year is None


def test_epm_of_other_record_becomes_follower(record, animator, stranger, other_record):
    twin = other_record.learner
    ConsentFactory(learner=twin)
    done = services.merge(kept=record.learner, absorbed=twin, merged_by=animator)
    assert list(Learner.objects.visible_to(stranger)) == [record.learner]
    undo(done, animator)
    assert (list(Learner.objects.visible_to(stranger)), Following.objects.count()) == ([twin], 0)


def test_epm_that_follows_both_follows_once(record, twin, merge, other_epm, animator):
    FollowingFactory(learner=record.learner, epm=other_epm)
    FollowingFactory(learner=twin, epm=other_epm)
    done = merge()
    assert [each.epm for each in record.learner.followings.live()] == [other_epm]
    undo(done, animator)
    assert twin.followings.live().count() == 1


def test_record_of_other_framework_moves_whole(record, twin, merge, animator):
    other = RecordFactory(learner=twin, framework=FrameworkFactory())
    done = merge()
    assert set(record.learner.records.all()) == {record, other}
    undo(done, animator)
    assert twin.records.count() == 2


@pytest.mark.parametrize("days", [29, 30])
def test_merge_can_be_undone_for_thirty_days(record, twin, merge, animator, days):
    done = merge()
    with freeze_time(timezone.now() + timedelta(days=days, seconds=5)):
        if days < 30:
            assert undo(done, animator) == twin
        else:
            with pytest.raises(ValidationError, match="ne peut plus"):
                undo(done, animator)
    assert Learner.objects.count() == (2 if days < 30 else 1)


def test_undo_restores_card_and_stores_author(twin, merge, animator):
    done = merge()
    undo(done, animator)
    done.refresh_from_db()
    assert (done.undone_by, done.undone_at is None) == (animator, False)
    assert login_with_card(number="46-0012", secret=SECRET) == twin
    with pytest.raises(ValidationError):
        undo(done, animator)


def test_evidence_added_since_merge_stays(record, twin, merge, animator):
    done = merge()
    since = EvidenceFactory(record=record)
    undo(done, animator)
    assert (record.evidence.get(), twin.records.get().evidence.count()) == (since, 0)


def test_learner_is_merged_once_and_not_with_themselves(record, twin, merge, animator):
    merge()
    for kept, absorbed in [(record.learner, twin), (twin, record.learner), (record.learner, record.learner)]:
        with pytest.raises(ValidationError):
            services.merge(kept=kept, absorbed=absorbed, merged_by=animator)
    assert Merge.objects.count() == 1


def test_merges_are_undone_from_last_one(record, twin, merge, animator, other_record):
    EvidenceFactory(record=twin.records.get())
    first = merge()
    second = services.merge(kept=other_record.learner, absorbed=record.learner, merged_by=animator)
    assert other_record.evidence.count() == 1
    with pytest.raises(ValidationError, match="plus récente"):
        undo(first, animator)
    undo(second, animator)
    undo(first, animator)
    assert twin.records.get().evidence.count() == 1


def test_accounts_include_merged_ones(record, twin, merge):
    merge()
    assert record.learner.accounts() == [record.learner.member, twin.member]


def test_erasing_person_erases_merged_account(record, twin, merge):
    EvidenceFactory(record=twin.records.get())
    merge()
    erase_learner(learner=record.learner)
    accounts = Member.objects.filter(pk__in=[record.learner.member_id, twin.member_id])
    assert (accounts.count(), Learner.everyone.count(), Evidence.objects.count()) == (0, 0, 0)


def test_data_export_does_not_name_distinct_person(record, twin, animator):
    note_distinction(learner=record.learner, others=[twin], noted_by=animator)
    assert str(export_as_dict(record.learner)).count("Delpeche") == 0


def test_second_account_is_erased_after_delay(record, twin, merge):
    EvidenceFactory(record=twin.records.get())
    merge()
    assert services.settle_merges() == 0
    with freeze_time(timezone.now() + timedelta(days=31)):
        assert (services.settle_merges(), services.settle_merges()) == (1, 0)
    assert not Member.objects.filter(pk=twin.member_id).exists()
    assert (Merge.objects.get().absorbed, record.evidence.count(), Learner.everyone.count()) == (None, 1, 1)


def proposed(record: Record, code: str) -> Proposal:
    return ProposalFactory(record=record, skill=skill_of(record, code))


def validated(record: Record, code: str) -> Validation:
    return ValidationFactory(proposal=proposed(record, code))


def test_skill_validated_in_both_records_stays_validated_once(record, twin, merge, animator):
    other = twin.records.get()
    ours = validated(record, "D1.2")
    theirs = validated(other, "D1.2")
    moved = validated(other, "D1.3")
    done = merge()
    assert set(record.validations.all()) == {ours, moved}
    assert (list(other.validations.all()), list(other.proposals.all())) == ([theirs], [theirs.proposal])
    assert record.evidence.count() == 3
    undo(done, animator)
    assert set(other.validations.all()) == {theirs, moved}


def test_account_with_validation_is_kept(record, twin, merge):
    for each in (record, twin.records.get()):
        validated(each, "D1.2")
    merge()
    with freeze_time(timezone.now() + timedelta(days=31)):
        assert services.settle_merges() == 0
    assert Validation.objects.count() == 2


@pytest.mark.parametrize("decision", [True, False])
def test_skill_awaiting_decision_in_both_records_delays_merge(record, twin, merge, animator, decision):
    waiting = proposed(record, "D1.2")
    other = proposed(twin.records.get(), "D1.2")
    if decision:
        ValidationFactory(proposal=other)
    with pytest.raises(ValidationError, match=r"Une décision est attendue pour D1\.2"):
        merge()
    assert (waiting.record.proposals.count(), Merge.objects.count()) == (1, 0)


def test_later_decision_goes_back_with_its_proposal(record, twin, merge, animator):
    proposal = proposed(twin.records.get(), "D1.2")
    done = merge()
    validation = ValidationFactory(proposal=Proposal.objects.get(pk=proposal.pk))
    assert validation.record == record
    undo(done, animator)
    assert Validation.objects.get().record == twin.records.get()


def test_later_proposal_on_moved_evidence_prevents_undo(record, twin, merge, animator):
    evidence = EvidenceFactory(record=twin.records.get(), skill=skill_of(record, "D1.2"))
    done = merge()
    ProposalFactory(record=record, skill=evidence.skill, evidence=evidence)
    with pytest.raises(ValidationError, match="sur une preuve qui devrait repartir"):
        undo(done, animator)
    assert Evidence.objects.get().record == record


def test_refused_merge_changes_nothing(record, twin, merge, animator):
    ConsentFactory(learner=twin)
    proposed(record, "D1.2")
    proposed(twin.records.get(), "D1.2")
    with pytest.raises(ValidationError):
        merge()
    assert (Consent.objects.get().learner, Member.objects.get(pk=twin.member_id).is_active) == (twin, True)


def test_merged_record_accepts_no_decision(record, twin, merge, colleague):
    proposal = proposed(twin.records.get(), "D1.2")
    before = Proposal.objects.select_related("record__learner").get(pk=proposal.pk)
    merge()
    with pytest.raises(ValidationError, match="réuni avec un autre"):
        validation.validate(proposal=before, decided_by=colleague)
    assert Validation.objects.count() == 0
