"""The committee: positions and their mandates, one holder a day, kept by the coordination, read by members."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from projets.steering.committee.history import spans_of
from projets.steering.committee.models import CommitteePosition, Mandate
from projets.steering.committee.services import appoint, close_position, leave_vacant, remove_mandate, reopen_position
from tests.factories.committee import CommitteePositionFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2026, 1, 1)
A_DAY = datetime.timedelta(days=1)
HOLDERS = st.sampled_from(["", "Claude", "Dominique"])


@settings(max_examples=30)
@given(noted=st.lists(st.tuples(st.integers(0, 9), HOLDERS), max_size=7))
@pytest.mark.django_db
def test_position_has_one_holder_a_day_in_whatever_order_mandates_are_noted(noted):
    """Each day is of the mandate that began last, and of one span of the history."""
    with transaction.atomic():
        position, by, told = CommitteePositionFactory(), MemberFactory(coordinator=True), {}
        for rank, holder in noted:
            since = FIRST + rank * A_DAY
            values = {"position": position, "since": since, "by": by}
            try:
                with transaction.atomic():
                    appoint(outsider=holder, **values) if holder else leave_vacant(**values)
                told[since] = holder
            except ValidationError:
                assert since in told
        spans = spans_of(position)
        for rank in range(-1, 11):
            day = FIRST + rank * A_DAY
            begun = [since for since in told if since <= day]
            expected = [told[max(begun)]] if begun and told[max(begun)] else []
            assert [mandate.outsider for mandate in Mandate.objects.on(day)] == expected
            of_the_day = [each for each in spans if each.mandate.since <= day and (not each.until or day <= each.until)]
            assert [each.mandate.outsider for each in of_the_day if not each.mandate.is_vacant] == expected
        transaction.set_rollback(True)


def test_database_refuses_two_holders_of_one_day(coordinator, colleague):
    position = CommitteePositionFactory()
    mandate = appoint(position=position, since=FIRST, by=coordinator, member=colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(position=position, since=FIRST, outsider="Claude")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(outsider="Claude")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(is_vacant=True)

    colleague.delete()
    assert Mandate.objects.get().holder == "une personne dont le compte est effacé"


def test_closed_position_keeps_its_history_and_takes_nobody(coordinator):
    position = CommitteePositionFactory()
    appoint(position=position, since=FIRST, by=coordinator, outsider="Claude")
    appoint(position=position, since=timezone.localdate() + A_DAY, by=coordinator, outsider="Dominique")

    for _ in range(2):
        close_position(position=position, by=coordinator)
    with pytest.raises(ValidationError):
        appoint(position=position, since=FIRST + A_DAY, by=coordinator, outsider="Alix")

    assert [span.mandate.holder for span in spans_of(position)] == ["vacante", "Claude"]
    position = reopen_position(position=position)
    remove_mandate(mandate=position.mandates.get(is_vacant=True))
    assert [mandate.holder for mandate in Mandate.objects.on(timezone.localdate())] == ["Claude"]


def test_coordination_appoints_members_and_outsiders_on_pages(client_of, coordinator, colleague, stranger):
    browser = client_of(coordinator)
    browser.post(reverse("projets:position_new"), {"name": "Partenaire\u00a0: CAF", "kind": "partner"})
    position = CommitteePosition.objects.get()
    page = browser.get(position.get_absolute_url(), {"q": colleague.last_name})
    assertContains(page, f"Nommer {colleague}")
    answers = [
        browser.post(reverse("projets:position_new"), {"name": "Partenaire\u00a0: CAF", "kind": "partner"}),
        browser.post(reverse("projets:mandate_new", args=[position.pk]), {"outsider": "", "since": "2026-03-02"}),
        browser.post(reverse("projets:mandate_vacant", args=[position.pk]), {"since": "hier"}),
    ]
    browser.post(reverse("projets:mandate_new", args=[position.pk]), {"outsider": "Claude Z.", "since": "2026-01-05"})
    of_member = reverse("projets:mandate_of_member", args=[position.pk, colleague.pk])
    browser.post(of_member, {"since": "2026-03-02"})
    answers.append(browser.post(of_member, {"since": "2026-03-02"}))

    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [
        (422, ["name"]), (422, ["outsider"]), (422, ["since"]), (422, ["__all__"])
    ]  # fmt: skip
    page = client_of(stranger).get(position.get_absolute_url())
    assertContains(page, "du 5 janvier 2026 au 1er mars 2026")
    assertNotContains(page, "Retirer")
    assertContains(client_of(stranger).get(reverse("projets:committee")), str(colleague))


def test_members_read_and_the_coordination_alone_writes(client, client_of, coordinator, territorial, animator):
    """Others read a 404; what is posted changes nothing."""
    position = CommitteePositionFactory()
    mandate = appoint(position=position, since=FIRST, by=coordinator, outsider="Claude")
    read = [reverse("projets:committee"), position.get_absolute_url()]
    written = [
        reverse("projets:position_new"),
        *(
            reverse(f"projets:{name}", args=[position.pk])
            for name in ("position_edit", "mandate_new", "mandate_vacant")
        ),
    ]
    posted = [
        reverse("projets:position_close", args=[position.pk]),
        reverse("projets:mandate_remove", args=[position.pk, mandate.pk]),
    ]
    for member in (territorial, animator):
        browser = client_of(member)
        assert {browser.get(path).status_code for path in read} == {200}
        assert {browser.get(path).status_code for path in written} == {404}
        assert {browser.post(path).status_code for path in posted} == {404}
    assert {client.get(path).status_code for path in (*read, *written)} == {302}
    assert {client_of(coordinator).get(path).status_code for path in (*read, *written)} == {200}
    assert (Mandate.objects.count(), CommitteePosition.objects.get().closed_on) == (1, None)


def test_list_takes_as_many_queries_for_six_positions_as_for_one(client_of, coordinator, colleague, queries_of):
    browser, path = client_of(coordinator), reverse("projets:committee")
    counts = []
    for number in (1, 5):
        for position in CommitteePositionFactory.create_batch(number):
            appoint(position=position, since=FIRST, by=coordinator, member=colleague)
        counts.append(queries_of(browser, path))
    assert counts[0] == counts[1] <= 12
