"""Decisions of the committee: who is to act, what became of them, reminders, the board, and the project they decide."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from alertes.channels.notices.models import Notice
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.services import move_project
from projets.steering.committee.services import appoint
from projets.steering.decisions.models import DecisionStep, SteeringDecision
from projets.steering.decisions.services import move_decision, note_decision, remind_of_decisions, remove_decision
from projets.steering.enums import (
    NEXT_DECISION_STATES,
    DecisionState,
    SteeringState,
)
from projets.steering.meetings.models.meeting import SteeringMeeting
from tests.clock import freeze_time
from tests.factories.committee import CommitteePositionFactory, DecisionFactory, SteeringMeetingFactory
from tests.factories.reseau import MemberFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db
OPEN, DONE, DROPPED = DecisionState


def path_of(name: str, decision: SteeringDecision, *more) -> str:
    return reverse(f"projets:{name}", args=[decision.pk, *more])


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@settings(max_examples=30)
@given(tries=st.lists(st.sampled_from(DecisionState), max_size=6))
@pytest.mark.django_db
def test_journal_tells_each_state_of_a_decision_and_its_outcome(tries):
    with transaction.atomic():
        decision, by = DecisionFactory(), MemberFactory(coordinator=True)
        for state in tries:
            try:
                decision = move_decision(decision=decision, state=state, by=by, words=f"Vers {state}.")
            except ValidationError:
                assert state not in NEXT_DECISION_STATES[decision.state]
        steps = list(decision.steps.order_by("pk"))
        transaction.set_rollback(True)
    assert (steps[0].state, steps[-1].state) == (OPEN, decision.state)
    assert all(after.state in NEXT_DECISION_STATES[before.state] for before, after in pairwise(steps))
    assert (decision.outcome, decision.done_on) == {
        OPEN: ("", None),
        DONE: ("Vers done.", timezone.localdate()),
        DROPPED: ("Vers dropped.", None),
    }[decision.state]


def test_database_keeps_one_actor_and_the_outcome(colleague):
    decision = DecisionFactory(outsider="Claude")
    wrong = (
        {"member": colleague}, {"state": DONE}, {"state": DROPPED}, {"outcome": "Faite."},
        {"state": DONE, "outcome": "Faite."}, {"done_on": in_days(0)},
    )  # fmt: skip
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            SteeringDecision.objects.filter(pk=decision.pk).update(**values)
    own = DecisionFactory(member=colleague, outsider="")
    colleague.delete()
    assert SteeringDecision.objects.get(pk=own.pk).actor == "une personne dont le compte est effacé"


def test_whoever_is_to_act_says_what_became_of_it_and_others_read(
    client_of, coordinator, colleague, territorial, animator, client
):
    position = CommitteePositionFactory()
    appoint(position=position, since=datetime.date(2026, 1, 1), by=coordinator, member=colleague)
    decision = DecisionFactory(position=position, outsider="", due_on=in_days(30))
    assert [notice.member for notice in Notice.objects.filter(key__startswith="decision:")] == [colleague]
    done, reopen = path_of("decision_move", decision, "faite"), path_of("decision_move", decision, "rouvrir")
    for member in (territorial, animator):
        browser = client_of(member)
        assertNotContains(browser.get(decision.get_absolute_url()), "C’est fait")
        assert {browser.post(done, {"words": "Fait."}).status_code, browser.get(done).status_code} == {404}
        assert browser.get(path_of("decision_edit", decision)).status_code == 404
    assert client.get(decision.get_absolute_url()).status_code == 302
    browser = client_of(colleague)
    answers = [
        browser.post(done, {"words": " ", "done_on": in_days(0)}),
        browser.post(done, {"words": "Les clés sont là.", "done_on": in_days(1)}),
    ]
    assert [list(answer.context["form"].errors) for answer in answers] == [["words"], ["done_on"]]
    assert {answer.status_code for answer in answers} == {422}
    assert browser.get(reopen).status_code == 404

    page = browser.post(done, {"words": "Les clés sont là.", "done_on": in_days(-1)}, follow=True)

    assertContains(page, "Les clés sont là.")
    assert SteeringDecision.objects.get().done_on == in_days(-1)
    assert browser.get(reopen).status_code == 200
    appoint(position=position, since=timezone.localdate(), by=coordinator, outsider="Claude")
    assert browser.get(reopen).status_code == 404


def test_decision_of_the_committee_decides_the_project_by_its_own_service(client_of, coordinator, animator, project):
    move_project(project=project, state=ProjectState.PROPOSED, by=animator)
    meeting = SteeringMeetingFactory(held=True)
    item = meeting.items.get()
    browser, path = client_of(coordinator), reverse("projets:decision_new", args=[item.pk])
    typed = {"text": "Le point visio ouvre en mars.", "outsider": "Claude", "decides_project": "on"}
    answers = [
        browser.post(path, typed),
        browser.post(path, {**typed, "outsider": ""}),
        browser.post(path, {**typed, "project": project.pk, "member": coordinator.pk}),
    ]
    assert [list(answer.context["form"].errors) for answer in answers] == [["project"], ["__all__"], ["__all__"]]
    assert not SteeringDecision.objects.exists()

    browser.post(path, {**typed, "project": project.pk})

    project = Project.objects.get()
    assert (project.state, project.steps.first().words) == (ProjectState.DECIDED, f"{meeting}.")
    assertContains(client_of(animator).get(project.get_absolute_url()), "Le point visio ouvre en mars.")
    answer = browser.post(path, {**typed, "project": project.pk})
    assert answer.status_code == 422
    assert SteeringDecision.objects.count() == 1


def test_approved_minutes_keep_their_decisions_which_are_still_followed(client_of, coordinator):
    decision = DecisionFactory()
    later = SteeringMeetingFactory(held=True, date=in_days(-1))
    SteeringMeeting.objects.filter(pk=decision.item.meeting_id).update(state=SteeringState.APPROVED, approved_in=later)
    with pytest.raises(ValidationError):
        note_decision(item=decision.item, decision=decision, text="Autre chose", by=coordinator, outsider="Claude")
    with pytest.raises(ValidationError):
        remove_decision(decision=decision)
    assert client_of(coordinator).get(path_of("decision_edit", decision)).status_code == 404
    decision = move_decision(decision=decision, state=DROPPED, by=coordinator, words="Plus de budget.")
    assert decision.outcome == "Plus de budget."


def test_followed_decision_is_not_removed_as_an_error(coordinator):
    decision, other = DecisionFactory(), DecisionFactory()
    move_decision(decision=decision, state=DROPPED, by=coordinator, words="Plus de budget.")
    with pytest.raises(ValidationError):
        remove_decision(decision=decision)
    remove_decision(decision=other)
    assert (SteeringDecision.objects.get(), DecisionStep.objects.count()) == (decision, 2)


def test_reminders_come_once_before_the_day_and_once_after(coordinator, colleague):
    """Those of somebody without account go to the coordination; what is done reminds nobody."""
    due = {"due_on": in_days(20), "by": coordinator}
    decisions = [DecisionFactory(member=colleague, outsider="", **due), *DecisionFactory.create_batch(2, **due)]
    move_decision(decision=decisions[2], state=DONE, by=coordinator, words="Fait.")
    told = []
    for days in (0, 7, 8, 21, 22):
        with freeze_time(days_from_now(days)):
            remind_of_decisions()
            keys = Notice.objects.filter(key__regex="soon|late").order_by("pk").values_list("member", "key")
            told.append([(member, key.split(":")[2]) for member, key in keys])
    soon = [(colleague.pk, "soon"), (coordinator.pk, "soon")]
    assert told[0] == []
    assert told[1] == told[2] == soon
    assert told[3] == told[4] == [*soon, (colleague.pk, "late"), (coordinator.pk, "late")]


def test_board_shows_overdue_first_and_answers_its_filters(client_of, coordinator, colleague, project, queries_of):
    browser, path = client_of(colleague), reverse("projets:decisions")
    assertContains(browser.get(path), "Le comité n’a encore rien décidé ici.")
    position = CommitteePositionFactory()
    appoint(position=position, since=datetime.date(2026, 1, 1), by=coordinator, member=colleague)
    decisions = {
        "late": DecisionFactory(due_on=in_days(-3), project=project),
        "soon": DecisionFactory(due_on=in_days(3), position=position, outsider=""),
        "some day": DecisionFactory(member=colleague, outsider=""),
    }
    done = DecisionFactory()
    move_decision(decision=done, state=DONE, by=coordinator, words="Fait.")
    few = queries_of(browser, path)

    def shown(query: str) -> list:
        return list(browser.get(f"{path}?{query}").context["decisions"])

    assert shown("") == [*decisions.values(), done]
    assert shown("qui=moi") == [decisions["soon"], decisions["some day"]]
    assert shown(f"qui={position.pk}") == [decisions["soon"]]
    assert shown(f"projet={project.pk}") == [decisions["late"]]
    assert shown("etat=done") == [done]
    assert shown("etat=nulle&qui=rien") == [*decisions.values(), done]
    assertContains(browser.get(f"{path}?projet={project.pk}&etat=done"), "Aucune décision ne répond")
    DecisionFactory.create_batch(5, project=project)
    assert queries_of(browser, path) == few <= 12
