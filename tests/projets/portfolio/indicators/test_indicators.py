"""Each figure that a project may aim at is the number of the page that it leads to."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.bodies.models import TicketBody
from accueil.declic.enums import EntryKind, ReversalReason
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.services import NamedPerson
from projets.portfolio.indicators.models import Indicator
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.indicators.services import MOST_INDICATORS, add_indicator
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.factories.deliveries import DeliveryFactory
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.questionnaires import QuestionnaireSectionFactory
from tests.factories.tickets import TicketBatchFactory, TicketBodyFactory

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2026, 1, 1)


def use_tickets(delivery: Delivery, territory: Territory, *, people: int) -> None:
    """Fifty minutes of the ticket of each, at the same session; one debit more was reversed."""
    people = [NamedPerson(f"Personne {rank}", "05 65 00 00 00") for rank in range(people)]
    body = TicketBody.objects.first() or TicketBodyFactory()
    session = {"body": body, "delivery": delivery, "held_on": delivery.date}
    for ticket in TicketBatchFactory(territory=territory, people=people).tickets.all():
        LedgerEntry.objects.create(ticket=ticket, kind=EntryKind.DEBIT, minutes=-50, **session)
    taken_back = LedgerEntry.objects.create(ticket=ticket, kind=EntryKind.DEBIT, minutes=-600, turn=1, **session)
    LedgerEntry.objects.create(
        ticket=ticket,
        kind=EntryKind.REVERSAL,
        minutes=600,
        body=body,
        reverses=taken_back,
        reason=ReversalReason.ABSENT,
    )


def answer_survey(place: EPM, *, answers: int) -> None:
    """Answers given in a place, beside one that is left out; another survey has too few of them."""
    for count, left_out in ((answers, True), (3, False)):
        version = QuestionnaireSectionFactory(rank=1, version__in_use=True).version
        campaign = CampaignFactory(version=version, running=True)
        collect_stored(campaign, store_answers(version, [{}] * count), place=place)
        if left_out:
            collect_stored(campaign, store_answers(version, [{}]), place=place, is_left_out=True)


def followed(project, by, figure="epm", **more) -> Indicator:
    return add_indicator(project=project, figure=figure, by=by, **{"target": 2, "since": SINCE} | more)


def test_each_figure_equals_the_number_of_the_page_that_it_leads_to(client_of, coordinator, project, epm, other_epm):
    """In the territory of the project, not in the network: other places have rows too."""
    today = timezone.localdate()
    for place in (epm, epm, other_epm):
        delivery = DeliveryFactory(epm=place, date=today)
    use_tickets(delivery, epm.commune.territory, people=5)
    # Fewer than five people elsewhere: their hours are in no number, here nor there.
    use_tickets(delivery, other_epm.commune.territory, people=4)
    answer_survey(epm, answers=6)
    answer_survey(other_epm, answers=7)
    browser, numbers = client_of(coordinator), {}
    for name, figure in live_figures().items():
        days = (project.all_territories, SINCE, today)
        page = browser.get(figure.url(*days))
        numbers[name] = (figure.value(*days), page.context["line"].value)

    assert [name for name, (ours, theirs) in numbers.items() if ours != theirs] == []
    here = EPM.objects.filter(commune__territory=epm.commune.territory)
    assert numbers["epm"][0] == here.count() < EPM.objects.count()
    assert (numbers["ateliers"][0], Delivery.objects.count()) == (2, 3)
    # Five times fifty minutes, in whole hours.
    assert (numbers["heures-de-ticket"][0], live_figures()["heures-de-ticket"].value((), SINCE, today)) == (4, 4)
    answers = live_figures()["reponses-aux-enquetes"]
    assert (numbers["reponses-aux-enquetes"][0], answers.value((), SINCE, today)) == (6, 13)
    page = browser.get(answers.url((), SINCE, today))
    assertContains(page, "7\u00a0réponses")


def test_project_reads_its_figures_and_members_see_them(client_of, animator, stranger, coordinator, project):
    path = reverse("projets:project_indicators", args=[project.pk])
    browser = client_of(animator)
    form = {"figure": "epm", "target": "1", "since": "2026-01-01"}
    page = browser.post(reverse("projets:indicator_new", args=[project.pk]), form, follow=True)
    assertContains(page, "Atteint")
    assertContains(page, "Ne plus suivre")

    (reading,) = client_of(stranger).get(path).context["readings"]
    (linked,) = client_of(coordinator).get(path).context["readings"]
    assert (reading.value, reading.url, reading.is_reached) == (1, "", True)
    assert client_of(coordinator).get(linked.url).context["line"].value == 1
    assertNotContains(client_of(stranger).get(path), "Ne plus suivre")

    browser.post(reverse("projets:indicator_remove", args=[project.pk, Indicator.objects.get().pk]))
    assert Indicator.objects.count() == 0


def test_refusals_stand_beside_their_field(client_of, animator, coordinator, project):
    browser, path = client_of(animator), reverse("projets:indicator_new", args=[project.pk])
    followed(project, animator)
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    form = {"figure": "ateliers", "target": "5", "since": "2026-01-01"}
    answers = [
        browser.post(path, form | {"figure": "rien"}),
        browser.post(path, form | {"since": tomorrow}),
        browser.post(path, form | {"target": "0"}),
        browser.post(path, form | {"figure": "epm"}),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    fields = [list(answer.context["form"].errors) for answer in answers]
    assert fields == [["figure"], ["since"], ["target"], ["__all__"]]

    names = [name for name in live_figures() if name != "epm"]
    for name in names[: MOST_INDICATORS - 1]:
        followed(project, coordinator, name)
    with pytest.raises(ValidationError, match="au plus"):
        followed(project, coordinator, names[MOST_INDICATORS])
    with pytest.raises(ValidationError):
        followed(project, coordinator, "rien")


def test_others_add_and_remove_nothing(client, client_of, stranger, coordinator, project):
    indicator = followed(project, coordinator)
    paths = [
        reverse("projets:indicator_new", args=[project.pk]),
        reverse("projets:indicator_remove", args=[project.pk, indicator.pk]),
    ]
    assert [client_of(stranger).post(path, {}).status_code for path in paths] == [404] * 2
    assert client.get(reverse("projets:project_indicators", args=[project.pk])).status_code in {302, 404}


def test_page_reads_as_many_figures_as_it_may(client_of, coordinator, project, queries_of):
    for name in list(live_figures())[:MOST_INDICATORS]:
        followed(project, coordinator, name)
    assert queries_of(client_of(coordinator), reverse("projets:project_indicators", args=[project.pk])) <= 12
