"""What EPM buy or sign together: joined while the call is open, never more than is offered, sums by the database."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from odfdo import Document
from pytest_django.asserts import assertContains, assertNotContains

from alertes.channels.notices.models import Notice
from projets.declarations.derived_columns import COLUMNS
from projets.portfolio.pooling.enums import PoolingKind, PoolingState
from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.pooling.services import join_pooling, leave_pooling, move_pooling, remind_of_calls, save_pooling
from tests.factories.projets import PoolingFactory
from tests.factories.reseau import EPMFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooling(coordinator):
    return PoolingFactory(title="Des tablettes", by=coordinator, unit_cents=12_050, offered=5)


def path_of(name: str, pooling: Pooling, *more) -> str:
    return reverse(f"projets:{name}", args=[pooling.pk, *more])


def typed(**more) -> dict:
    day = timezone.localdate() + datetime.timedelta(days=30)
    words = {"kind": "purchase", "title": "Des housses", "conditions": "Livrées à Cahors.", "unit": "une housse"}
    return words | {"unit_cents": "12,50", "offered": "", "closes_on": day.isoformat()} | more


def over(pooling: Pooling) -> None:
    Pooling.objects.filter(pk=pooling.pk).update(closes_on=timezone.localdate() - datetime.timedelta(days=1))


def test_team_joins_changes_and_leaves_and_all_read_who_is_in(
    client_of, animator, stranger, coordinator, pooling, epm, other_epm
):
    browser, other = client_of(animator), client_of(stranger)
    page = browser.get(pooling.get_absolute_url())
    assert page.context["form"].initial["epm"] == epm.pk
    browser.post(pooling.get_absolute_url(), {"epm": epm.pk, "quantity": "1"})
    browser.post(pooling.get_absolute_url(), {"epm": epm.pk, "quantity": "3"})
    page = other.post(pooling.get_absolute_url(), {"epm": other_epm.pk, "quantity": "2"}, follow=True)

    for words in ("EPM de Gramat", "361,50\u00a0€", "EPM de Luzech", "241\u00a0€", "602,50\u00a0€", "il en reste 0"):
        assertContains(page, words)
    assert {notice.member for notice in Notice.objects.filter(key__contains=":part:")} == {coordinator}
    assert Notice.objects.filter(key__contains=":part:").count() == 2
    sheet = Document(io.BytesIO(other.get(path_of("pooling_ods", pooling)).content)).body.tables[0]
    rows = [row[:3] for row in sheet.get_values()]
    assert rows[1:] == [["EPM de Gramat", 3, 361.5], ["EPM de Luzech", 2, 241], ["Total", 5, 602.5]]

    # A team changes the part of its own EPM alone.
    part, theirs = (PoolingPart.objects.get(epm=each) for each in (epm, other_epm))
    assert browser.post(path_of("pooling_leave", pooling, theirs.pk)).status_code == 404
    assert browser.post(pooling.get_absolute_url(), {"epm": other_epm.pk, "quantity": "1"}).status_code == 422
    browser.post(path_of("pooling_leave", pooling, part.pk))
    pooling.refresh_from_db()
    assert (pooling.taken, pooling.left, list(pooling.parts.all())) == (2, 3, [theirs])


def test_no_more_than_is_offered_nor_once_the_call_is_over(client_of, animator, pooling, epm):
    browser, path = client_of(animator), pooling.get_absolute_url()
    answers = [browser.post(path, {"epm": epm.pk, "quantity": each}) for each in ("6", "0", "")]
    assert [(each.status_code, list(each.context["form"].errors)) for each in answers] == [(422, ["quantity"])] * 3
    assertContains(answers[0], "Il en reste 5", status_code=422)
    browser.post(path, {"epm": epm.pk, "quantity": "5"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Pooling.objects.filter(pk=pooling.pk).update(offered=4)

    over(pooling)
    assertNotContains(browser.get(path), "Noter cette part")
    assertNotContains(browser.get(path), "Quitter")
    assertContains(browser.get(path), "Appel fini")
    assertContains(browser.post(path, {"epm": epm.pk, "quantity": "4"}), "plus personne ne rejoint", status_code=422)
    page = browser.post(path_of("pooling_leave", pooling, PoolingPart.objects.get().pk), follow=True)
    assertContains(page, "plus personne ne rejoint")
    assert PoolingPart.objects.get().quantity == 5


def test_an_agreement_has_one_part_each(client_of, animator, coordinator, epm):
    pooling = PoolingFactory(kind=PoolingKind.AGREEMENT, by=coordinator, unit_cents=50_000)
    browser = client_of(animator)
    assertNotContains(browser.get(pooling.get_absolute_url()), 'name="quantity"')
    for _ in range(2):
        page = browser.post(pooling.get_absolute_url(), {"epm": epm.pk}, follow=True)
    assertContains(page, "500\u00a0€")
    assert PoolingPart.objects.get().quantity == 1


def test_territory_opens_leads_and_gives_up_with_a_reason(client_of, territorial, coordinator, animator, stranger, epm):
    browser = client_of(territorial)
    browser.post(reverse("projets:pooling_new"), typed())
    pooling = Pooling.objects.get()
    assert (pooling.led_by, pooling.unit_cents, pooling.offered) == (territorial, 1_250, None)
    join_pooling(pooling=pooling, epm=epm, by=animator, quantity=2)
    page = browser.get(path_of("pooling_edit", pooling))
    assert page.context["form"]["unit_cents"].value() == "12,5" or "12,5" in page.text
    refused = [
        browser.post(path_of("pooling_edit", pooling), typed(unit_cents="13")),
        browser.post(path_of("pooling_edit", pooling), typed(kind="agreement")),
        browser.post(path_of("pooling_edit", pooling), typed(offered="1")),
        browser.post(path_of("pooling_edit", pooling), typed(closes_on="2020-01-01")),
        browser.post(path_of("pooling_edit", pooling), typed(begins_on="2026-05-02", ends_on="2026-05-01")),
        browser.post(reverse("projets:pooling_new"), typed(title="", unit_cents="99999999")),
    ]
    fields = [["unit_cents"], ["kind"], ["offered"], ["closes_on"], ["__all__"], ["title", "unit_cents"]]
    assert [list(answer.context["form"].errors) for answer in refused] == fields
    browser.post(path_of("pooling_edit", pooling), typed(title="Des housses épaisses", offered="9"))

    for state in ("closed", "ordered", "done"):
        browser.post(path_of("pooling_move", pooling, state))
    pooling.refresh_from_db()
    assert (pooling.title, pooling.state, pooling.offered) == ("Des housses épaisses", "done", 9)
    assert browser.post(path_of("pooling_move", pooling, "closed")).status_code == 404

    other = PoolingFactory(by=territorial)
    join_pooling(pooling=other, epm=epm, by=animator)
    assert browser.post(path_of("pooling_give_up", other), {"reason": " "}).status_code == 422
    browser.post(path_of("pooling_give_up", other), {"reason": "Le fournisseur n’en a plus."})
    assertContains(client_of(stranger).get(other.get_absolute_url()), "Le fournisseur n’en a plus.")
    assert {each.member for each in Notice.objects.filter(key=f"pooling:{other.pk}:given-up")} == {animator}


def test_others_open_lead_and_read_nothing(
    client, client_of, animator, territorial, other_territorial, outsider, pooling
):
    leading = [path_of("pooling_edit", pooling), path_of("pooling_give_up", pooling)]
    leading.append(path_of("pooling_move", pooling, "closed"))
    for member in (animator, territorial):
        browser = client_of(member)
        assert {browser.post(path, typed()).status_code for path in leading} == {404}
    assert client_of(animator).get(reverse("projets:pooling_new")).status_code == 404
    reading = [pooling.get_absolute_url(), reverse("projets:poolings"), path_of("pooling_ods", pooling)]
    for browser in (client, client_of(MemberFactory())):
        assert {browser.get(path).status_code for path in reading} <= {302, 404}
    with pytest.raises(ValidationError, match="n’en est plus là"):
        move_pooling(pooling=pooling, state=PoolingState.DONE, by=pooling.led_by)


def test_teams_that_have_not_joined_are_told_once_of_a_call_that_ends(animator, stranger, pooling, epm, other_epm):
    join_pooling(pooling=pooling, epm=epm, by=animator)
    assert remind_of_calls() == 0
    Pooling.objects.update(closes_on=timezone.localdate() + datetime.timedelta(days=6))
    assert [remind_of_calls(), remind_of_calls()] == [1, 1]
    assert [each.member for each in Notice.objects.filter(key__contains=":soon:")] == [stranger]
    over(pooling)
    assert remind_of_calls() == 0


def test_list_costs_the_same_with_1_and_3(client_of, animator, coordinator, pooling, epm, other_epm, queries_of):
    browser = client_of(animator)
    with_one, page_with_none = (
        queries_of(browser, path) for path in ("/projets/mutualisation/", pooling.get_absolute_url())
    )
    for _ in range(2):
        join_pooling(pooling=PoolingFactory(by=coordinator), epm=epm, by=animator)
    for each in (epm, other_epm):
        join_pooling(pooling=pooling, epm=each, by=coordinator)
    assert queries_of(browser, "/projets/mutualisation/") == with_one <= 12
    assert queries_of(browser, pooling.get_absolute_url()) == page_with_none <= 12


class PartsUnderHypothesis(TestCase):
    """Whatever EPM take, change and give back, the number kept is that of their parts, within the offer."""

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6)), max_size=12), st.none() | st.integers(1, 9))
    def test_taken_is_the_sum_of_parts_and_within_the_offer(self, steps, offered):
        member = MemberFactory(coordinator=True)
        pooling = PoolingFactory(by=member, offered=offered)
        epms = EPMFactory.create_batch(3)
        for rank, quantity in steps:
            part = PoolingPart.objects.filter(pooling=pooling, epm=epms[rank]).first()
            try:
                if quantity:
                    join_pooling(pooling=pooling, epm=epms[rank], by=member, quantity=quantity)
                elif part:
                    leave_pooling(part=part)
            except ValidationError:
                assert offered is not None
            pooling.refresh_from_db()
            parts = dict(PoolingPart.objects.values_list("epm", "quantity"))
            assert pooling.taken == sum(parts.values())
            assert offered is None or pooling.taken <= offered
        (fact,) = COLUMNS
        assert list(fact.differences()) == []
        Pooling.objects.update(taken=0)
        for wrong in fact.differences():
            fact.recount(wrong.key)
        pooling.refresh_from_db()
        assert pooling.taken == sum(parts.values()) if steps else pooling.taken == 0


def test_offer_is_changed_within_what_is_taken(coordinator, pooling, epm):
    join_pooling(pooling=pooling, epm=epm, by=coordinator, quantity=3)
    words = {"kind": pooling.kind, "title": "X", "conditions": "Y", "unit": "Z", "unit_cents": pooling.unit_cents}
    dates = {"closes_on": pooling.closes_on, "begins_on": None, "ends_on": None}
    with pytest.raises(ValidationError):
        save_pooling(by=coordinator, pooling=pooling, offered=2, **words, **dates)
    assert save_pooling(by=coordinator, pooling=pooling, offered=3, **words, **dates).left == 0
