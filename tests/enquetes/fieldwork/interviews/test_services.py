"""Interviewers named, and what they count: never below zero, never by others, all of it in the rate."""

from operator import attrgetter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alertes.channels.notices.models import Notice
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.enums import ContactOutcome
from enquetes.fieldwork.interviews.models import InterviewDay, InterviewTotals
from enquetes.fieldwork.interviews.services import (
    NOT_AN_INTERVIEWER,
    NOTHING_TO_TAKE_BACK,
    count_interview,
    count_outcome,
    name_interviewers,
)
from tests.factories.enquetes import CampaignFactory

pytestmark = pytest.mark.django_db
REFUSED, ABSENT = ContactOutcome.REFUSED, ContactOutcome.ABSENT


def refusal(call, **asked) -> str:
    with pytest.raises(ValidationError) as refused:
        call(**asked)
    return refused.value.messages[0]


def test_rate_counts_all_the_people_approached(campaign, animator):
    assert (campaign.interviewers.totals().rate, campaign.interviewers.totals()) == ("", InterviewTotals())
    for _ in range(3):
        count_interview(campaign=campaign, member=animator)
    count_outcome(campaign=campaign, member=animator, outcome=REFUSED)
    for _ in range(2):
        count_outcome(campaign=campaign, member=animator, outcome=ABSENT)
    totals = campaign.interviewers.totals()
    assert (totals, totals.approached, totals.rate) == (InterviewTotals(3, 1, 2), 6, "50\u00a0%")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(ContactOutcome), st.booleans()), max_size=12))
def test_counts_follow_what_was_pressed_and_never_go_below_zero(campaign, animator, steps):
    InterviewDay.objects.all().delete()
    expected = dict.fromkeys(ContactOutcome, 0)
    for outcome, takes_back in steps:
        asked = {"campaign": campaign, "member": animator, "outcome": outcome, "takes_back": takes_back}
        if takes_back and not expected[outcome]:
            assert refusal(count_outcome, **asked) == NOTHING_TO_TAKE_BACK
        else:
            count_outcome(**asked)
            expected[outcome] += -1 if takes_back else 1
    totals = campaign.interviewers.totals()
    assert (totals.refused, totals.absent) == (expected[REFUSED], expected[ABSENT])


def test_others_count_nothing(campaign, coordinator, stranger):
    for member in (coordinator, stranger):
        asked = {"campaign": campaign, "member": member}
        assert refusal(count_interview, **asked) == NOT_AN_INTERVIEWER
        assert refusal(count_outcome, **asked, outcome=REFUSED) == NOT_AN_INTERVIEWER
    assert not InterviewDay.objects.exists()


def test_interviewer_who_stops_keeps_what_they_counted(campaign, animator, stranger):
    count_interview(campaign=campaign, member=animator)
    name_interviewers(campaign=campaign, members=[stranger])
    named = {each.member: each.is_active for each in campaign.interviewers.all()}
    assert named == {animator: False, stranger: True}
    assert campaign.interviewers.totals().done == 1
    assert refusal(count_interview, campaign=campaign, member=animator) == NOT_AN_INTERVIEWER
    name_interviewers(campaign=campaign, members=[animator, stranger])
    assert campaign.interviewers.filter(is_active=True).count() == 2
    assert campaign.interviewers.count() == 2


def test_interviewer_is_told_once_by_somebody_else(campaign, animator, stranger, coordinator):
    for members in ([animator, stranger, coordinator], [coordinator], [animator, stranger]):
        name_interviewers(campaign=campaign, members=members, by=coordinator)
    told = Notice.objects.filter(url=reverse("enquetes:interviews", args=[campaign.slug])).order_by("member")
    assert [notice.member for notice in told] == sorted([animator, stranger], key=attrgetter("pk"))
    assert f"«\u00a0{campaign}\u00a0»" in told[0].text


def test_interviewer_of_a_survey_in_preparation_is_led_to_the_list(stranger):
    name_interviewers(campaign=CampaignFactory(has_interviews=True), members=[stranger])
    assert Notice.objects.get(member=stranger).url == reverse("enquetes:campaigns")


def test_account_that_is_deleted_leaves_its_counts(campaign, animator):
    count_interview(campaign=campaign, member=animator)
    campaign.interviewers.update(member=None)
    assert (campaign.interviewers.totals().done, str(campaign.interviewers.get())) == (1, "Ancien membre")


def test_naming_and_counting_are_refused_where_they_do_not_belong(campaign, animator):
    close_campaign(campaign=campaign)
    campaign.refresh_from_db()
    assert refusal(count_outcome, campaign=campaign, member=animator, outcome=REFUSED) == NOT_RUNNING
    Campaign.objects.update(has_interviews=False, has_paper=True)
    assert refusal(name_interviewers, campaign=campaign, members=[animator]) == NOT_THIS_WAY
