"""Property test: merging two records, then undoing the merge, restores every row."""

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given

from b2i.admission.duplicates import services
from b2i.admission.duplicates.merge_plan import count_moves, planned_moves
from b2i.admission.duplicates.models import Merge
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Evidence, Record
from reseau.people.members.models.member import Member
from tests.factories.b2i import (
    ConsentFactory,
    EvidenceFactory,
    FollowingFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    skill_of,
)
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.validation import ProposalFactory, ValidationFactory
from tests.random_runs import random_examples

CODES = ["D1.1", "D1.2", "D2.1"]
entry = st.tuples(
    st.sampled_from(["said", "seen", "validated", "returned", "followed", "agreed"]), st.sampled_from(CODES)
)
histories = st.lists(entry, max_size=6)


def snapshot() -> dict[str, list[tuple]]:
    """Return every row of the app except merges, and which accounts are active."""
    models = [model for model in apps.get_app_config("b2i").get_models() if model is not Merge]
    rows = {model.__name__: sorted(model._base_manager.values_list(), key=repr) for model in models}
    return rows | {"Member": sorted(Member.objects.values_list("pk", "is_active"))}


@pytest.fixture
def network(b2i_adultes, epm):
    """Two EPM, and an animator of each."""
    epms = [epm, EPMFactory()]
    return {"epms": epms, "animators": {each: PositionFactory(epm=each).member for each in epms}}


def fill_record(record: Record, entries: list[tuple[str, str]], network: dict) -> None:
    """Fill a record with random entries, except what the database refuses (a skill validated twice)."""
    validated_codes = set()
    for kind, code in entries:
        if kind == "said":
            PositioningFactory(record=record, skill=skill_of(record, code))
        elif kind == "seen":
            EvidenceFactory(record=record, skill=skill_of(record, code))
        elif kind == "agreed":
            ConsentFactory(learner=record.learner)
        elif kind == "followed" and not record.learner.followings.exists():
            FollowingFactory(learner=record.learner, epm=network["epms"][1])
        elif kind in {"validated", "returned"} and code not in validated_codes:
            decide(record, code, kind, network)
            validated_codes |= {code} if kind == "validated" else set()


def decide(record: Record, code: str, outcome: str, network: dict) -> None:
    proposal = ProposalFactory(record=record, skill=skill_of(record, code), centre=network["epms"][0])
    ValidationFactory(proposal=proposal, returned=outcome == "returned")


@pytest.mark.django_db
def test_undone_merge_restores_everything(b2i_adultes, network):
    @random_examples(40, suppress_health_check=list(HealthCheck))
    @given(
        kept_history=histories, absorbed_history=histories, year=st.sampled_from([None, 1951]), same_epm=st.booleans()
    )
    def check(kept_history, absorbed_history, year, same_epm) -> None:
        with transaction.atomic():
            kept = LearnerFactory(epm=network["epms"][0])
            absorbed = LearnerFactory(epm=network["epms"][0 if same_epm else 1], birth_year=year)
            kept_record, absorbed_record = (
                RecordFactory(learner=learner, framework=b2i_adultes) for learner in (kept, absorbed)
            )
            fill_record(kept_record, kept_history, network)
            fill_record(absorbed_record, absorbed_history, network)
            initial_rows, initial_line_count = snapshot(), Evidence.objects.count()

            move_counts = count_moves(planned_moves(kept=kept, absorbed=absorbed))
            merge = services.merge(kept=kept, absorbed=absorbed, merged_by=network["animators"][absorbed.epm])

            connection.check_constraints()  # those that wait for the end of the transaction
            named_lines = absorbed_record.proposals.values_list("evidence", "earlier_evidence")
            left_lines = set(absorbed_record.evidence.values_list("pk", flat=True))
            assert left_lines == {key for keys in named_lines for key in keys}
            assert kept_record.evidence.count() + len(left_lines) == initial_line_count
            for move_count in move_counts:
                label = move_count.model._meta.label_lower
                journal_moves = [move for move in merge.journal["moves"] if move["model"] == label]
                assert sum(len(move["rows"]) for move in journal_moves) == move_count.moving
            services.undo_merge(merge=merge, undone_by=network["animators"][absorbed.epm])
            connection.check_constraints()
            assert snapshot() == initial_rows
            assert Learner.objects.count() == 2
            transaction.set_rollback(True)

    check()
