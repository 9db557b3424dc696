"""A label is withdrawn: by whom, what everybody reads then, what the database refuses."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from alertes.channels.notices.models import Notice
from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import FilePart, LabelOutcome
from qualite.labelling.labels.models import LabelWithdrawal, QualityLabel
from qualite.labelling.labels.papers import label_paper
from qualite.labelling.labels.services import withdraw_label
from qualite.labelling.self_assessment.models.assessment import Involvement
from reseau.people.members.models.member import Member
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
REASON = "Le lieu n’ouvre plus depuis mars."


@pytest.fixture
def label(visited, coordinator):
    decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=coordinator)
    return QualityLabel.objects.with_decision().get()


def refusal(**arguments) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        withdraw_label(**arguments)
    return caught.value.messages


def test_withdrawal_is_told_to_the_team_with_its_reason(label, coordinator, animator):
    withdrawal = withdraw_label(label=label, by=MemberFactory(coordinator=True), reason=REASON)

    label.refresh_from_db()
    notice = Notice.objects.filter(member=animator, key__endswith=":withdrawn").get()
    assert (label.withdrawn_on, withdrawal.reason) == (timezone.localdate(), REASON)
    assert notice.text == "Le label de l’EPM de Gramat est retiré. La raison est écrite dans le dossier."
    assert list(QualityLabel.objects.in_force()) == []


def test_badge_goes_at_once_and_members_read_the_history(client, client_of, label, coordinator, stranger):
    url = label.epm.get_absolute_url()
    assertContains(client.get(url), "label accordé")

    client_of(coordinator).post(reverse("qualite:label_withdraw", args=[label.pk]), {"reason": REASON, "sure": "on"})

    assertNotContains(client.get(url), "Charte qualité")
    page = client_of(stranger).get(url)
    assertContains(page, f"{label.period}")
    assertContains(page, "retiré le")
    assertNotContains(page, REASON)


def test_number_and_paper_say_that_the_label_is_withdrawn(client, client_of, label, coordinator, stranger):
    withdraw_label(label=label, by=coordinator, reason=REASON)

    label = QualityLabel.objects.with_decision().get()
    page = client.get(label.get_absolute_url())
    assertContains(page, "Ce label est retiré")
    assertNotContains(page, REASON)
    assert [client.get(label.pdf_url).status_code, client_of(stranger).get(label.pdf_url).status_code] == [404, 200]
    assert json.loads(label_paper(label).data)["kind"] == "Label retiré"


def test_team_reads_the_reason_in_its_file(client_of, label, coordinator, animator):
    withdraw_label(label=label, by=coordinator, reason=REASON)

    assertContains(client_of(animator).get(label.decision.assessment.get_absolute_url()), REASON)


@pytest.mark.parametrize("name", ["animator", "stranger"])
def test_team_and_visitor_withdraw_nothing(client_of, label, name, request):
    member = request.getfixturevalue(name)
    PositionFactory(member=member, coordinator=True)

    assert client_of(member).get(reverse("qualite:label_withdraw", args=[label.pk])).status_code == 404
    member = Member.objects.get(pk=member.pk)
    assert refusal(label=label, by=member, reason=REASON)[0].endswith("il faut une autre personne.")
    assert LabelWithdrawal.objects.count() == 0


def test_coordinator_who_joined_the_team_since_withdraws_nothing(label, epm):
    member = MemberFactory(coordinator=True)
    PositionFactory(member=member, epm=epm)

    assert "est de l’équipe de ce lieu" in refusal(label=label, by=member, reason=REASON)[0]


@pytest.mark.parametrize("name", ["animator", "territorial", "other_territorial", "stranger"])
def test_page_is_for_the_coordination_alone(client_of, label, name, request):
    url = reverse("qualite:label_withdraw", args=[label.pk])

    response = client_of(request.getfixturevalue(name)).post(url, {"reason": REASON, "sure": "on"})

    label.refresh_from_db()
    assert (response.status_code, label.withdrawn_on) == (404, None)


def test_form_asks_for_a_reason_and_a_box(client_of, label, coordinator):
    response = client_of(coordinator).post(reverse("qualite:label_withdraw", args=[label.pk]), {"reason": " "})

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"reason", "sure"})


def test_label_is_withdrawn_once_and_not_after_its_end(label, coordinator, territorial):
    assert refusal(label=label, by=territorial, reason=REASON) == ["La coordination décide."]
    withdraw_label(label=label, by=coordinator, reason=REASON)
    assert refusal(label=label, by=coordinator, reason=REASON) == ["Ce label est déjà retiré."]

    QualityLabel.objects.update(withdrawn_on=None, starts_on="2020-01-01", ends_on="2021-01-01")
    assert refusal(label=label, by=coordinator, reason=REASON) == [
        "Ce label est terminé\u00a0: il n’y a rien à retirer."
    ]


def insert(label, involvement, **fields) -> None:
    file = label.decision.assessment
    row = {"label": label, "decision": label.decision, "assessment": file, "involvement": involvement, "reason": "Vu."}
    with transaction.atomic():
        LabelWithdrawal.objects.bulk_create([LabelWithdrawal(**row | fields)])
        connection.check_constraints()


@pytest.mark.parametrize("part", FilePart)
def test_database_refuses_a_withdrawal_by_team_or_visitor(label, animator, stranger, coordinator, part):
    involvements = label.decision.assessment.involvements
    for member in (animator, stranger):
        with pytest.raises(IntegrityError):
            insert(label, involvements.get(member=member), part=part)


def test_database_refuses_a_withdrawal_without_reason_or_from_another_file(label, coordinator, other_epm, charter):
    decider = label.decision.assessment.involvements.get(member=coordinator)
    with pytest.raises(IntegrityError):
        insert(label, decider, reason="")

    other = type(label.decision.assessment).objects.create(
        epm=other_epm, charter=charter, territory=other_epm.commune.territory
    )
    elsewhere = Involvement.objects.create(assessment=other, member=coordinator, part=FilePart.DECIDER)
    with pytest.raises(IntegrityError):
        insert(label, elsewhere, assessment=other)

    insert(label, decider)
    assert LabelWithdrawal.objects.get().decider == coordinator
