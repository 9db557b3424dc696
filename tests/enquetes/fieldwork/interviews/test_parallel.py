"""An interviewer's telephone and computer count at once: no interview and no refusal is lost."""

import pytest

from enquetes.design.campaigns.enums import Mode
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.services import begin_response, send_response
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.enums import ContactOutcome
from enquetes.fieldwork.interviews.models import InterviewDay
from enquetes.fieldwork.interviews.services import count_outcome

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8


def test_counts_of_a_day_add_up_at_once_on_postgresql(campaign, animator, in_parallel):
    def count(_) -> None:
        count_outcome(campaign=campaign, member=animator, outcome=ContactOutcome.REFUSED)

    in_parallel(count, range(AT_ONCE))
    assert in_parallel(lambda _: InterviewDay.objects.get().refused, [None]) == [AT_ONCE]


def test_interview_sent_several_times_at_once_counts_once_on_postgresql(campaign, animator, in_parallel):
    key = begin_response(campaign=campaign, mode=Mode.INTERVIEW).pk

    def send(_) -> str:
        try:
            send_response(response=UnfinishedResponse.objects.get(pk=key), by=animator)
        except UnfinishedResponse.DoesNotExist:
            return "gone"
        return "sent"

    assert sorted(in_parallel(send, range(AT_ONCE))) == ["gone"] * (AT_ONCE - 1) + ["sent"]
    counted = in_parallel(lambda _: (CollectedResponse.objects.count(), InterviewDay.objects.get().done), [None])
    assert counted == [(1, 1)]
