"""Tests of merging records of one person, and of undoing it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from b2i.admission.duplicates import services
from b2i.admission.duplicates.models import Merge
from b2i.admission.duplicates.services import note_distinction
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import follow, hand_over, login_with_card
from b2i.privacy.erasure import erase_learner, settle_merges
from b2i.privacy.rights.data_export import export_as_dict
from b2i.privacy.rights.services import contest, correct_identity
from b2i.records.models import Evidence, Record
from b2i.records.services import retract_evidence
from b2i.records.validation.models.validation import Proposal, Validation
from b2i.records.validation.services import validation
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
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
from tests.factories.reseau import CommuneFactory, PositionFactory
from tests.factories.validation import ProposalFactory, ValidationFactory
from tests.moments import A_MINUTE, days_from_now, end_of, start_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def duplicate(record, epm):
    """Second record of Jeanne."""
    learner = LearnerFactory(epm=epm, card_number="46-0012", member__last_name="Delpeche")
    return RecordFactory(learner=learner, framework=record.framework).learner


@pytest.fixture
def merge(record, duplicate, animator):
    """`merge()` merges the twin into Jeanne."""
    return lambda: services.merge(kept=record.learner, absorbed=duplicate, merged_by=animator)


def undo(completed_merge: Merge, member: Member) -> Learner:
    return services.undo_merge(merge=completed_merge, undone_by=member)


def test_history_moves_to_kept_record(record, duplicate, merge, animator):
    duplicate_record = duplicate.records.get()
    rows = [
        EvidenceFactory(record=duplicate_record),
        PositioningFactory(record=duplicate_record),
        ConsentFactory(learner=duplicate),
    ]
    kept_line = EvidenceFactory(record=record)
    completed_merge = merge()
    assert set(record.evidence.all()) == {kept_line, rows[0]}
    assert (record.positionings.get(), record.learner.consents.get()) == (rows[1], rows[2])
    merge_fields = (completed_merge.merged_by, completed_merge.kept, completed_merge.absorbed)
    assert merge_fields == (animator, record.learner, duplicate)
    assert [move["rows"] for move in completed_merge.journal["moves"] if move["model"] == "b2i.evidence"] == [
        [rows[0].pk]
    ]


def test_merged_learner_is_hidden_and_logged_out(record, duplicate, merge, animator):
    client = Client()
    client.force_login(duplicate.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    merge()
    assert client.get("/b2i/mon-livret/").status_code == 302
    assert list(Learner.objects.visible_to(animator)) == [record.learner]
    assert list(Record.objects.on_base()) == [record]
    with pytest.raises(ValidationError, match="n’est pas bon"):
        login_with_card(number="46-0012", secret=SECRET, origin="home")


def test_number_of_merged_card_is_not_reused(merge):
    merge()
    assert Learner.objects.next_card_number() == "46-0013"


def test_missing_fields_are_filled_in(record, duplicate, merge, animator):
    Learner.objects.filter(pk=duplicate.pk).update(birth_year=1951, commune=duplicate.epm.commune)
    Learner.objects.filter(pk=record.learner.pk).update(commune=record.learner.epm.commune)
    completed_merge = merge()
    learner = Learner.objects.get()
    assert (learner.birth_year, str(learner), completed_merge.journal["filled"]) == (
        1951,
        "Jeanne Delpech",
        {"birth_year": 1951},
    )
    undo(completed_merge, animator)
    assert Learner.objects.get(pk=learner.pk).birth_year is None


def test_undo_keeps_what_was_corrected_since_the_merge(record, duplicate, merge, animator):
    gramat, rocamadour = duplicate.epm.commune, CommuneFactory(name="Rocamadour")
    Learner.objects.filter(pk=duplicate.pk).update(birth_year=1951, commune=gramat)
    completed_merge = merge()
    assert completed_merge.journal["filled"] == {"birth_year": 1951, "commune_id": gramat.pk}
    correct_identity(
        learner=Learner.objects.get(),
        first_name="Jeannine",
        last_name="Delpech",
        birth_year=1958,
        commune=rocamadour,
        corrected_by=animator,
    )

    undo(completed_merge, animator)

    kept = Learner.objects.get(pk=record.learner.pk)
    assert (str(kept), kept.birth_year, kept.commune) == ("Jeannine Delpech", 1958, rocamadour)
    absorbed = Learner.objects.get(pk=duplicate.pk)
    assert (str(absorbed), absorbed.birth_year, absorbed.commune) == ("Jeanne Delpeche", 1951, gramat)


def test_undo_leaves_what_has_moved_on_since(record, duplicate, merge, animator, other_epm):
    """A following moved by the merge, then given to somebody else, does not go back."""
    following = FollowingFactory(learner=duplicate, epm=other_epm)
    completed_merge, third = merge(), LearnerFactory(epm=record.learner.epm)
    Following.objects.filter(pk=following.pk).update(learner=third)

    undo(completed_merge, animator)

    following.refresh_from_db()
    assert following.learner == third


def test_undo_takes_back_only_the_field_that_was_not_corrected(record, duplicate, merge, animator):
    gramat = duplicate.epm.commune
    Learner.objects.filter(pk=duplicate.pk).update(birth_year=1951, commune=gramat)
    completed_merge = merge()
    Learner.objects.filter(pk=record.learner.pk).update(birth_year=1958)

    undo(completed_merge, animator)

    kept = Learner.objects.get(pk=record.learner.pk)
    assert (kept.birth_year, kept.commune) == (1958, None)


def test_undo_keeps_fields_that_the_merge_did_not_fill(record, duplicate, merge, animator):
    Learner.objects.filter(pk=record.learner.pk).update(birth_year=1951)
    Learner.objects.filter(pk=duplicate.pk).update(birth_year=1951)
    completed_merge = merge()

    undo(completed_merge, animator)

    assert Learner.objects.get(pk=record.learner.pk).birth_year == 1951


def test_undo_leaves_a_closed_account_closed(record, duplicate, merge, animator):
    Member.objects.filter(pk=duplicate.member_id).update(is_active=False)
    completed_merge = merge()

    undo(completed_merge, animator)

    assert Member.objects.get(pk=duplicate.member_id).is_active is False
    assert Member.objects.get(pk=record.learner.member_id).is_active is True


def test_undo_keeps_followings_and_consents_noted_since(record, duplicate, merge, other_epm, stranger, animator):
    earlier_following = FollowingFactory(learner=record.learner)
    completed_merge = merge()
    later_following = follow(learner=record.learner, epm=other_epm, noted_by=stranger)

    undo(completed_merge, animator)

    assert set(record.learner.followings.live()) == {earlier_following, later_following}
    assert later_following.consent in record.learner.consents.all()
    assert not duplicate.followings.exists()


def test_undo_keeps_the_epm_to_which_the_record_was_handed_over_since(record, duplicate, merge, other_epm, animator):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    completed_merge = merge()
    hand_over(following=following, handed_by=animator)

    undo(completed_merge, animator)

    assert (Learner.objects.get(pk=record.learner.pk).epm, Learner.objects.get(pk=duplicate.pk).epm) == (
        other_epm,
        duplicate.epm,
    )


def test_retraction_noted_since_stays_with_its_line(record, duplicate, merge, animator):
    line = EvidenceFactory(record=duplicate.records.get())
    completed_merge = merge()
    retract_evidence(evidence=Evidence.objects.get(), by=animator)

    undo(completed_merge, animator)

    assert (list(Evidence.objects.standing()), duplicate.records.get().evidence.get()) == ([], line)


def test_contest_of_a_moved_line_goes_back_with_it(record, duplicate, merge, animator):
    """The other contests noted since stay with the kept record."""
    moved_line, kept_line = EvidenceFactory(record=duplicate.records.get()), EvidenceFactory(record=record)
    completed_merge = merge()
    for line in (Evidence.objects.get(pk=moved_line.pk), kept_line, None):
        contest(record=record, evidence=line, words="Ce n’est pas exact")

    undo(completed_merge, animator)

    assert [each.evidence for each in duplicate.records.get().contests.all()] == [moved_line]
    assert [each.evidence for each in record.contests.all()] == [kept_line, None]


def test_later_following_on_a_moved_consent_prevents_undo(record, duplicate, merge, epm, other_epm, animator):
    """The EPM that hands the record over stays, on the consent that came with the other record."""
    consent = ConsentFactory(learner=duplicate, epm=epm)
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    completed_merge = merge()
    hand_over(following=following, handed_by=animator, stays=True)

    with pytest.raises(ValidationError, match="sur un accord qui devrait repartir"):
        undo(completed_merge, animator)

    assert Consent.objects.get(pk=consent.pk).learner == record.learner


def test_epm_of_other_record_becomes_follower(record, animator, stranger, other_record):
    duplicate = other_record.learner
    ConsentFactory(learner=duplicate)
    completed_merge = services.merge(kept=record.learner, absorbed=duplicate, merged_by=stranger)
    assert list(Learner.objects.visible_to(stranger)) == [record.learner]
    undo(completed_merge, animator)
    assert (list(Learner.objects.visible_to(stranger)), Following.objects.count()) == ([duplicate], 0)


def test_third_epm_does_not_undo_merge(record, merge):
    completed_merge = merge()
    third = PositionFactory(epm=FollowingFactory(learner=record.learner).epm).member
    with pytest.raises(ValidationError, match="lui seul peut le faire"):
        undo(completed_merge, third)
    assert Learner.objects.count() == 1


def test_epm_that_follows_both_follows_once(record, duplicate, merge, other_epm, animator):
    FollowingFactory(learner=record.learner, epm=other_epm)
    FollowingFactory(learner=duplicate, epm=other_epm)
    completed_merge = merge()
    assert [following.epm for following in record.learner.followings.live()] == [other_epm]
    undo(completed_merge, animator)
    assert duplicate.followings.live().count() == 1


def test_record_of_other_framework_moves_whole(record, duplicate, merge, animator):
    other = RecordFactory(learner=duplicate, framework=FrameworkFactory())
    done = merge()
    assert set(record.learner.records.all()) == {record, other}
    undo(done, animator)
    assert duplicate.records.count() == 2


@pytest.fixture
def september_merge(merge) -> Merge:
    """The merge, done on 15 September 2026, just after midnight."""
    completed_merge = merge()
    Merge.objects.update(merged_at=start_of(date(2026, 9, 15)) + A_MINUTE)
    completed_merge.refresh_from_db()
    return completed_merge


def test_merge_can_be_undone_until_the_end_of_the_day_that_is_shown(duplicate, september_merge, animator):
    assert september_merge.last_day == date(2026, 10, 15)
    with freeze_time(end_of(september_merge.last_day)):
        assert settle_merges() == 0
        assert undo(september_merge, animator) == duplicate
    assert Learner.objects.count() == 2


def test_merge_cannot_be_undone_from_the_next_day_on(september_merge, animator):
    with freeze_time(end_of(september_merge.last_day) + A_MINUTE):
        with pytest.raises(ValidationError, match="ne peut plus"):
            undo(september_merge, animator)
        assert settle_merges() == 1
    assert Learner.objects.count() == 1


def test_undo_restores_card_and_stores_author(duplicate, merge, animator):
    completed_merge = merge()
    undo(completed_merge, animator)
    completed_merge.refresh_from_db()
    assert (completed_merge.undone_by, completed_merge.undone_at is None) == (animator, False)
    assert login_with_card(number="46-0012", secret=SECRET, origin="home") == duplicate
    with pytest.raises(ValidationError):
        undo(completed_merge, animator)


def test_evidence_added_since_merge_stays(record, duplicate, merge, animator):
    completed_merge = merge()
    later_line = EvidenceFactory(record=record)
    undo(completed_merge, animator)
    assert (record.evidence.get(), duplicate.records.get().evidence.count()) == (later_line, 0)


def test_learner_is_merged_once_and_not_with_themselves(record, duplicate, merge, animator):
    merge()
    for kept, absorbed in [(record.learner, duplicate), (duplicate, record.learner), (record.learner, record.learner)]:
        with pytest.raises(ValidationError):
            services.merge(kept=kept, absorbed=absorbed, merged_by=animator)
    assert Merge.objects.count() == 1


def test_merges_are_undone_from_last_one(record, duplicate, merge, animator, other_record):
    EvidenceFactory(record=duplicate.records.get())
    first_merge = merge()
    second_merge = services.merge(kept=other_record.learner, absorbed=record.learner, merged_by=animator)
    assert other_record.evidence.count() == 1
    with pytest.raises(ValidationError, match="plus récente"):
        undo(first_merge, animator)
    undo(second_merge, animator)
    undo(first_merge, animator)
    assert duplicate.records.get().evidence.count() == 1


def test_accounts_include_merged_ones(record, duplicate, merge):
    merge()
    assert record.learner.with_merged() == [record.learner, duplicate]


def test_erasing_person_erases_merged_account(record, duplicate, merge):
    EvidenceFactory(record=duplicate.records.get())
    merge()
    erase_learner(learner=record.learner)
    accounts = Member.objects.filter(pk__in=[record.learner.member_id, duplicate.member_id])
    assert (accounts.count(), Learner.everyone.count(), Evidence.objects.count()) == (0, 0, 0)


def test_data_export_does_not_name_distinct_person(record, duplicate, animator):
    note_distinction(learner=record.learner, others=[duplicate], noted_by=animator)
    assert str(export_as_dict(record.learner)).count("Delpeche") == 0


def test_second_account_is_erased_after_delay(record, duplicate, merge):
    EvidenceFactory(record=duplicate.records.get())
    merge()
    assert settle_merges() == 0
    with freeze_time(days_from_now(31)):
        assert (settle_merges(), settle_merges()) == (1, 0)
    assert not Member.objects.filter(pk=duplicate.member_id).exists()
    assert (Merge.objects.get().absorbed, record.evidence.count(), Learner.everyone.count()) == (None, 1, 1)


def propose(record: Record, code: str) -> Proposal:
    return ProposalFactory(record=record, skill=skill_of(record, code))


def validate_skill(record: Record, code: str) -> Validation:
    return ValidationFactory(proposal=propose(record, code))


def test_skill_validated_in_both_records_stays_validated_once(record, duplicate, merge, animator):
    duplicate_record = duplicate.records.get()
    kept_validation = validate_skill(record, "D1.2")
    remaining_validation = validate_skill(duplicate_record, "D1.2")
    moved_validation = validate_skill(duplicate_record, "D1.3")
    completed_merge = merge()
    assert set(record.validations.all()) == {kept_validation, moved_validation}
    assert (list(duplicate_record.validations.all()), list(duplicate_record.proposals.all())) == (
        [remaining_validation],
        [remaining_validation.proposal],
    )
    remaining_facts, *moved_facts = [
        {*each.proposal.fact_ids} for each in (remaining_validation, moved_validation, kept_validation)
    ]
    assert {*duplicate_record.evidence.values_list("pk", flat=True)} == remaining_facts
    assert {*record.evidence.values_list("pk", flat=True)} == set.union(*moved_facts)
    undo(completed_merge, animator)
    assert set(duplicate_record.validations.all()) == {remaining_validation, moved_validation}


def test_account_with_validation_is_kept(record, duplicate, merge):
    for learner_record in (record, duplicate.records.get()):
        validate_skill(learner_record, "D1.2")
    merge()
    with freeze_time(days_from_now(31)):
        assert settle_merges() == 0
    assert Validation.objects.count() == 2


def test_account_that_absorbed_a_kept_one_is_kept(record, duplicate, merge, animator, other_record):
    for learner_record in (record, duplicate.records.get()):
        validate_skill(learner_record, "D1.2")
    merge()
    services.merge(kept=other_record.learner, absorbed=record.learner, merged_by=animator)
    with freeze_time(days_from_now(31)):
        assert settle_merges() == 0
    assert Validation.objects.count() == 2


@pytest.mark.parametrize("is_decided", [True, False])
def test_skill_awaiting_decision_in_both_records_delays_merge(record, duplicate, merge, animator, is_decided):
    waiting_proposal = propose(record, "D1.2")
    other_proposal = propose(duplicate.records.get(), "D1.2")
    if is_decided:
        ValidationFactory(proposal=other_proposal)
    with pytest.raises(ValidationError, match=r"Une décision est attendue pour D1\.2"):
        merge()
    assert (waiting_proposal.record.proposals.count(), Merge.objects.count()) == (1, 0)


def test_later_decision_goes_back_with_its_proposal(record, duplicate, merge, animator):
    proposal = propose(duplicate.records.get(), "D1.2")
    completed_merge = merge()
    validation = ValidationFactory(proposal=Proposal.objects.get(pk=proposal.pk))
    assert validation.record == record
    undo(completed_merge, animator)
    assert Validation.objects.get().record == duplicate.records.get()


@pytest.mark.parametrize("days", [timedelta(days=-1), timedelta(days=1)])
def test_later_proposal_on_moved_evidence_prevents_undo(record, duplicate, merge, animator, days):
    evidence = EvidenceFactory(record=duplicate.records.get(), skill=skill_of(record, "D1.2"))
    completed_merge = merge()
    evidence.refresh_from_db()
    own_fact = EvidenceFactory(record=record, skill=evidence.skill, observed_on=timezone.localdate() + days)
    later, earlier = (own_fact, evidence) if days > timedelta() else (evidence, own_fact)
    ProposalFactory(record=record, skill=evidence.skill, evidence=later, earlier_evidence=earlier)
    with pytest.raises(ValidationError, match="sur une preuve qui devrait repartir"):
        undo(completed_merge, animator)
    assert set(Evidence.objects.values_list("record", flat=True)) == {record.pk}


def test_refused_merge_changes_nothing(record, duplicate, merge, animator):
    ConsentFactory(learner=duplicate)
    propose(record, "D1.2")
    propose(duplicate.records.get(), "D1.2")
    with pytest.raises(ValidationError):
        merge()
    assert (Consent.objects.get().learner, Member.objects.get(pk=duplicate.member_id).is_active) == (duplicate, True)


def test_merged_record_accepts_no_decision(record, duplicate, merge, colleague):
    proposal = propose(duplicate.records.get(), "D1.2")
    stale_proposal = Proposal.objects.select_related("record__learner").get(pk=proposal.pk)
    merge()
    with pytest.raises(ValidationError, match="réuni avec un autre"):
        validation.validate(proposal=stale_proposal, decided_by=colleague)
    assert Validation.objects.count() == 0
