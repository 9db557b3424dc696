"""Property test: merging two records, then undoing the merge, restores every row."""

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from b2i.duplicates import services
from b2i.duplicates.merge_plan import count_moves, planned_moves
from b2i.duplicates.models import Merge
from b2i.learners.models.learner import Learner
from b2i.records.models import Evidence, Record
from reseau.members.models.member import Member
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
def place(b2i_adultes, epm):
    """Two EPM and the animator who merges."""
    return {"epms": [epm, EPMFactory()], "animator": PositionFactory(epm=epm).member}


def write(record: Record, entries: list[tuple[str, str]], place: dict) -> None:
    """Fill a record with random entries, except what the database refuses (a skill validated twice)."""
    validated = set()
    for kind, code in entries:
        if kind == "said":
            PositioningFactory(record=record, skill=skill_of(record, code))
        elif kind == "seen":
            EvidenceFactory(record=record, skill=skill_of(record, code))
        elif kind == "agreed":
            ConsentFactory(learner=record.learner)
        elif kind == "followed" and not record.learner.followings.exists():
            FollowingFactory(learner=record.learner, epm=place["epms"][1])
        elif kind in {"validated", "returned"} and code not in validated:
            judge(record, code, kind, place)
            validated |= {code} if kind == "validated" else set()


def judge(record: Record, code: str, outcome: str, place: dict) -> None:
    proposal = ProposalFactory(record=record, skill=skill_of(record, code), centre=place["epms"][0])
    ValidationFactory(proposal=proposal, returned=outcome == "returned")


@pytest.mark.django_db
def test_undone_merge_restores_everything(b2i_adultes, place):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ours=histories, theirs=histories, year=st.sampled_from([None, 1951]), same_epm=st.booleans())
    def check(ours, theirs, year, same_epm) -> None:
        with transaction.atomic():
            kept = LearnerFactory(epm=place["epms"][0])
            absorbed = LearnerFactory(epm=place["epms"][0 if same_epm else 1], birth_year=year)
            record, other = (RecordFactory(learner=learner, framework=b2i_adultes) for learner in (kept, absorbed))
            write(record, ours, place)
            write(other, theirs, place)
            before, lines = snapshot(), Evidence.objects.count()

            counted = {each.model: each for each in count_moves(planned_moves(kept=kept, absorbed=absorbed))}
            done = services.merge(kept=kept, absorbed=absorbed, merged_by=place["animator"])

            assert record.evidence.count() == lines
            for model, each in counted.items():
                moved = [move for move in done.journal["moves"] if move["model"] == model._meta.label_lower]
                assert sum(len(move["rows"]) for move in moved) == each.moving
            services.undo_merge(merge=done, undone_by=place["animator"])
            assert snapshot() == before
            assert Learner.objects.count() == 2
            transaction.set_rollback(True)

    check()
