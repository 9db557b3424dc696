"""Projects from their idea to their end: models, states and who gives them, journal, notices, parts."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from alertes.channels.notices.models import Notice
from projets.portfolio.projects.enums import NEXT_STATES, ProjectState
from projets.portfolio.projects.models import Milestone, Project, ProjectStep
from projets.portfolio.projects.permissions import may_edit_project, may_move_project
from projets.portfolio.projects.ready_models import ready_projects
from projets.portfolio.projects.services import (
    add_person,
    add_place,
    begin_project,
    change_project,
    mark_milestone,
    move_project,
    save_milestone,
)
from tests.factories.projets import ChantierFactory, ProjectFactory

pytestmark = pytest.mark.django_db
IDEA, PROPOSED, DECIDED, RUNNING, CLOSED, SET_ASIDE = ProjectState


def test_model_gives_its_milestones_from_the_first_day_and_its_risks(animator, epm, chantiers):
    ready = ready_projects()["point-visio"]
    first = datetime.date(2026, 3, 2)

    project = begin_project(
        title="Un point visio à Gramat", aim=ready.aim, chantier=chantiers[1], by=animator, starts_on=first, epm=epm,
        ready=ready,
    )  # fmt: skip

    weeks = [(each.due_on - first).days / 7 for each in project.milestones.all()]
    assert weeks == [each.weeks for each in ready.milestones]
    assert [risk.words for risk in project.risks.all()] == [risk.words for risk in ready.risks]
    assert [person.member for person in project.people.all()] == [animator]
    assert [(step.state, step.moved_by) for step in project.steps.all()] == [(IDEA, animator)]


def test_each_model_may_be_noted_as_it_is(animator, chantiers):
    """What a model says fits the fields, and its chantier exists."""
    by_rank = {chantier.rank: chantier for chantier in chantiers}
    for ready in ready_projects().values():
        words = {"title": ready.title or "Idée", "aim": ready.aim or "Pour voir.", "means": ready.means}
        begin_project(chantier=by_rank[ready.chantier], by=animator, ready=ready, **words)

    for part in [*Milestone.objects.all(), *(risk for each in Project.objects.all() for risk in each.risks.all())]:
        part.full_clean()
    assert Project.objects.count() == len(ready_projects())


def rights(project: Project, user) -> set[ProjectState]:
    return {state for state in ProjectState if may_move_project(user, project, state)}


def test_each_role_gives_the_states_that_are_its_own(
    animator, colleague, territorial, other_territorial, coordinator, epm
):
    """Whoever proposed an idea edits it until then, the territory goes on editing, the coordination decides."""
    people = [animator, colleague, territorial, other_territorial, coordinator]
    found = {}
    for state in (IDEA, PROPOSED, DECIDED, RUNNING, CLOSED):
        project = ProjectFactory(epm=epm, by=animator, state=state)
        found[state] = [(may_edit_project(user, project), rights(project, user)) for user in people]

    nothing = (False, set())
    assert found[IDEA] == [
        (True, {PROPOSED}), nothing, (True, {PROPOSED}), nothing, (True, {PROPOSED, SET_ASIDE})
    ]  # fmt: skip
    assert found[PROPOSED] == [
        nothing, nothing, (True, set()), nothing, (True, {DECIDED, IDEA, SET_ASIDE})
    ]  # fmt: skip
    assert found[DECIDED] == [
        nothing, nothing, (True, {RUNNING}), nothing, (True, {RUNNING, SET_ASIDE})
    ]  # fmt: skip
    assert found[RUNNING] == [nothing, nothing, (True, set()), nothing, (True, {CLOSED, SET_ASIDE})]
    assert found[CLOSED] == [nothing, nothing, (True, set()), nothing, (True, set())]


@settings(max_examples=30)
@given(tries=st.lists(st.sampled_from(ProjectState), max_size=8))
@pytest.mark.django_db
def test_journal_tells_each_state_and_no_other(tries):
    """Whatever is tried in whatever order, the journal is a way through the allowed steps, and ends where it is."""
    with transaction.atomic():
        project = ProjectFactory()
        coordinator = ProjectFactory(state=PROPOSED).steps.first().moved_by
        for state in tries:
            try:
                project = move_project(project=project, state=state, by=coordinator, words="Pour voir.")
            except ValidationError:
                assert state not in NEXT_STATES[project.state]
        way = [ProjectState(state) for state in project.steps.order_by("pk").values_list("state", flat=True)]
        transaction.set_rollback(True)

    assert (way[0], way[-1]) == (IDEA, project.state)
    assert all(later in NEXT_STATES[former] for former, later in pairwise(way))
    assert bool(project.reason) == (project.state == SET_ASIDE)


def test_proposal_is_told_to_those_who_decide_and_the_decision_to_its_people(
    project, animator, colleague, territorial, other_territorial, coordinator
):
    add_person(project=project, member=colleague, part="les affiches", by=animator)
    move_project(project=project, state=PROPOSED, by=animator)
    told = {notice.member for notice in Notice.objects.all()}
    assert told == {colleague, territorial, coordinator}

    move_project(project=project, state=DECIDED, by=coordinator)

    last = Notice.objects.filter(text__contains="décidé")
    assert {notice.member for notice in last} == {animator, colleague}


def test_project_is_set_aside_with_a_reason_or_not_at_all(project, coordinator):
    with pytest.raises(ValidationError) as refusal:
        move_project(project=project, state=SET_ASIDE, by=coordinator, words=" ")
    assert list(refusal.value.message_dict) == ["words"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(state=SET_ASIDE)

    project = move_project(project=project, state=SET_ASIDE, by=coordinator, words="Déjà fait à Luzech.")
    assert project.reason == "Déjà fait à Luzech."
    assert move_project(project=project, state=IDEA, by=coordinator).reason == ""


def test_end_before_the_start_is_refused(project):
    words = {"title": project.title, "aim": project.aim, "means": "", "chantier": project.chantier}
    with pytest.raises(ValidationError) as refusal:
        change_project(project=project, starts_on=datetime.date(2026, 5, 1), ends_on=datetime.date(2026, 4, 1), **words)
    assert list(refusal.value.message_dict) == ["ends_on"]


def test_places_bring_their_territories_and_people_come_once(project, other_epm, cahors, figeac, colleague, animator):
    add_place(project=project, epm=other_epm)
    add_person(project=project, member=colleague, by=animator)
    with pytest.raises(ValidationError):
        add_person(project=project, member=colleague, by=animator)

    project = Project.objects.get()
    assert set(project.all_territories) == {cahors, figeac}
    assert list(Project.objects.in_territory(cahors)) == [project]
    assert project.where == "EPM de Gramat et EPM de Luzech"


def test_milestone_is_marked_once_and_may_be_taken_back(project):
    milestone = save_milestone(project=project, title="La salle est réservée", due_on=datetime.date(2020, 1, 1))
    assert milestone.is_late

    for is_done, day in ((True, timezone.localdate()), (True, timezone.localdate()), (False, None)):
        assert mark_milestone(milestone=milestone, is_done=is_done).done_on == day


def test_chantier_with_projects_is_kept(project):
    assert ChantierFactory() == project.chantier
    with pytest.raises(Exception, match="protected"):
        project.chantier.delete()
    assert ProjectStep.objects.count() == 1
