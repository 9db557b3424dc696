"""Kiosks opened and closed; what they kept is written once each."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.opening import NOT_OPEN, NOT_THIS_WAY
from enquetes.fieldwork.kiosks.exit_codes import exit_code
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.queries import received_by_day, with_received
from enquetes.fieldwork.kiosks.services import (
    CLOSED_BEFORE,
    NOT_YOUR_PLACE,
    close_kiosk,
    open_kiosk,
    write_kiosk_responses,
)
from reseau.web.offline_entries import NOT_UNDERSTOOD
from tests.enquetes.fieldwork.kiosks.conftest import entry
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
DAY = 24 * 3600


def states(answers: list[dict]) -> list[str]:
    return [answer["state"] for answer in answers]


def test_kiosk_is_opened_by_those_who_keep_the_place(
    campaign, epm, other_epm, animator, territorial, coordinator, stranger, other_territorial
):
    for member, place in ((animator, epm), (territorial, epm), (coordinator, other_epm), (stranger, other_epm)):
        assert open_kiosk(campaign=campaign, epm=place, by=member).is_open
    for member in (stranger, other_territorial):
        with pytest.raises(ValidationError) as refusal:
            open_kiosk(campaign=campaign, epm=epm, by=member)
        assert refusal.value.message_dict == {"epm": [NOT_YOUR_PLACE]}
    assert Kiosk.objects.count() == 2


def test_kiosk_needs_a_running_campaign_that_has_some(campaign, epm, animator):
    Campaign.objects.update(has_kiosks=False)
    with pytest.raises(ValidationError, match=NOT_THIS_WAY):
        open_kiosk(campaign=campaign, epm=epm, by=animator)
    close_campaign(campaign=campaign)
    with pytest.raises(ValidationError, match=NOT_RUNNING):
        open_kiosk(campaign=campaign, epm=epm, by=animator)


def test_kiosk_opened_again_keeps_its_address_and_its_code(kiosk, campaign, epm, colleague):
    before = kiosk.token, exit_code(kiosk)
    assert not close_kiosk(kiosk=kiosk).is_open
    again = open_kiosk(campaign=campaign, epm=epm, by=colleague)
    assert (again.pk, again.is_open, again.opened_by) == (kiosk.pk, True, colleague)
    assert (again.token, exit_code(again)) == before
    other = open_kiosk(
        campaign=CampaignFactory(
            running=True,
            every_mode=True,
            version=QuestionnaireSectionFactory(rank=1, version__in_use=True).version,
        ),
        epm=epm,
        by=colleague,
    )
    assert other.token != kiosk.token


def test_response_says_where_and_when(kiosk, epm):
    written = write_kiosk_responses(kiosk=kiosk, raw_entries=[entry(language="ar"), entry()])
    assert states(written) == ["written", "written"]
    collected = CollectedResponse.objects.earliest("pk")
    assert (collected.mode, collected.place, collected.response.day) == (Mode.KIOSK, epm, timezone.localdate())
    assert sorted(CollectedResponse.objects.values_list("response__language", flat=True)) == ["ar", "fr"]
    assert received_by_day(kiosk) == [(timezone.localdate(), 2)]


def test_day_is_that_of_the_answer(kiosk):
    today = timezone.localdate()
    write_kiosk_responses(kiosk=kiosk, raw_entries=[entry(), entry(age=DAY), entry(age=8 * DAY)])
    found = with_received(Kiosk.objects.all(), today).get()
    counts = found.received_today, found.received_yesterday, found.received_in_week, found.received
    assert counts == (1, 1, 2, 3)
    assert [count for _, count in received_by_day(kiosk)] == [1, 1, 1]


def test_what_is_sent_again_counts_once(kiosk):
    sent = entry()
    answers = [write_kiosk_responses(kiosk=kiosk, raw_entries=[sent, sent]) for _ in range(2)]
    assert list(map(states, answers)) == [["written", "already"], ["already", "already"]]
    assert CollectedResponse.objects.count() == 1


def test_refusals_are_told_by_question_and_stop_no_other(kiosk):
    answers = write_kiosk_responses(
        kiosk=kiosk, raw_entries=[entry({"fois": "beaucoup"}), "x", entry(values=["x"]), entry(key="x"), entry()]
    )
    assert states(answers) == [*["refused"] * 4, "written"]
    assert answers[0]["why"] == "Question 7\u00a0: Écrivez un nombre entier, en chiffres."
    assert answers[2]["why"] == NOT_UNDERSTOOD


def test_closed_kiosk_takes_what_was_answered_before(kiosk):
    close_kiosk(kiosk=kiosk)
    kiosk.refresh_from_db()
    Kiosk.objects.update(opened=kiosk.closed - datetime.timedelta(hours=2))
    kiosk.closed -= datetime.timedelta(hours=1)
    before, after = write_kiosk_responses(kiosk=kiosk, raw_entries=[entry(age=3700), entry(age=10)])
    assert (before["state"], after["state"], after["why"]) == ("written", "refused", CLOSED_BEFORE)


def test_campaign_closed_meanwhile_or_not_open_that_day_refuses_in_words(kiosk, campaign):
    early = write_kiosk_responses(kiosk=kiosk, raw_entries=[entry(age=12 * DAY)])
    close_campaign(campaign=campaign)
    late = write_kiosk_responses(kiosk=Kiosk.objects.get(), raw_entries=[entry()])
    assert [early[0]["why"], late[0]["why"]] == [NOT_OPEN, NOT_RUNNING]


class TestSendings(TestCase):
    """However the queue of a device is cut, repeated and put in order, each response counts once."""

    def setUp(self) -> None:
        section = QuestionnaireSectionFactory(rank=1, version__in_use=True)
        QuestionFactory(section=section, code="sexe", choices=("femme", "homme"))
        campaign = CampaignFactory(running=True, every_mode=True, version=section.version)
        self.kiosk = Kiosk.objects.create(campaign=campaign, epm=EPMFactory())

    @given(st.lists(st.lists(st.integers(0, 4), max_size=4), max_size=5))
    def test_each_key_counts_once(self, batches):
        keys = [str(uuid.UUID(int=rank + 1)) for rank in range(5)]
        seen = set()
        for batch in batches:
            answers = write_kiosk_responses(
                kiosk=self.kiosk, raw_entries=[entry({"sexe": "femme"}, key=keys[rank]) for rank in batch]
            )
            for rank, answer in zip(batch, answers, strict=True):
                assert answer == {"key": keys[rank], "state": "already" if rank in seen else "written"}
                seen.add(rank)
        found = set(CollectedResponse.objects.values_list("sent_key", flat=True))
        assert found == {uuid.UUID(keys[rank]) for rank in seen}


def test_code_has_four_digits_and_differs_from_one_kiosk_to_another(campaign, coordinator):
    kiosks = [open_kiosk(campaign=campaign, epm=EPMFactory(), by=coordinator) for _ in range(6)]
    codes = [exit_code(kiosk) for kiosk in kiosks]
    assert all(len(code) == 4 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 1
