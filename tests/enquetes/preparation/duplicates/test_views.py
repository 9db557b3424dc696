"""Pages of likely duplicates: searched, compared and decided by the coordination; nobody else sees them."""

import pytest

from enquetes.preparation.duplicates.models import DuplicateGroup
from enquetes.preparation.duplicates.services import find_duplicates
from enquetes.preparation.enums import DuplicateDecision
from tests.factories.enquetes import collect_stored, store_answers

pytestmark = pytest.mark.django_db
LIST = "/enquetes/usages/doublons/"


@pytest.fixture
def groups(campaign) -> list[DuplicateGroup]:
    find_duplicates(campaign=campaign)
    return list(DuplicateGroup.objects.order_by("pk"))


@pytest.fixture
def address(groups) -> str:
    return f"{LIST}{groups[0].pk}/"


def test_coordination_alone_decides(client, client_of, coordinator, territorial, animator, address, groups):
    for path in (LIST, address):
        assert client_of(coordinator).get(path).status_code == 200
        assert client.get(path).status_code == 302
        for member in (territorial, animator):
            assert client_of(member).get(path).status_code == 404
            assert client_of(member).post(address, {"reason": "Oui"}).status_code == 404
            assert client_of(member).post(f"{LIST}chercher/").status_code == 404
    assert DuplicateGroup.objects.waiting().count() == len(groups)


def test_search_says_what_it_finds(client_of, coordinator, campaign):
    client = client_of(coordinator)

    first = client.post(f"{LIST}chercher/", follow=True)
    again = client.post(f"{LIST}chercher/", follow=True)

    assert "2\u00a0groupes de plus." in first.text
    assert "Rien de nouveau." in again.text
    assert [group.counted for group in again.context["groups"]] == [2, 2]


def test_answers_that_differ_stand_side_by_side(client_of, coordinator, groups):
    same, near = (client_of(coordinator).get(f"{LIST}{group.pk}/").context["compared"] for group in groups)

    assert (same.rows, same.same) == ([], 8)
    assert sorted(sorted(answers) for question, answers in near.rows if question.code == "fois") == [["7", "8"]]


def test_one_is_left_out(client_of, coordinator, groups, address):
    key = groups[0].responses.first().pk

    page = client_of(coordinator).post(address, {"reason": "La même", "ecarter": key}, follow=True)

    assert [group.pk for group in page.context["groups"]] == [groups[1].pk]
    assert groups[0].responses.get(pk=key).is_left_out
    decided = client_of(coordinator).get(f"{LIST}?etat=decides")
    assert [group.get_decision_display() for group in decided.context["groups"]] == ["Écartées sauf une"]
    assert "La même" in decided.text


def test_all_are_kept(client_of, coordinator, groups, address):
    client_of(coordinator).post(address, {"reason": "Deux sœurs"})

    groups[0].refresh_from_db()
    assert groups[0].decision == DuplicateDecision.KEPT
    assert 'name="reason"' not in client_of(coordinator).get(address).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reason": ""}, "Dites pourquoi."),
        ({"reason": "Oui", "ecarter": "12"}, "pas de ce groupe"),
        ({"reason": "Oui", "ecarter": "²"}, "pas de ce groupe"),
        ({"reason": "Oui", "ecarter": "9" * 40}, "pas de ce groupe"),
    ],
)
def test_what_is_refused_is_said_and_kept(client_of, coordinator, address, sent, words):
    page = client_of(coordinator).post(address, sent)

    assert words in page.text
    assert not sent["reason"] or 'value="Oui"' in page.text


def test_too_many_responses_are_searched_at_night(client_of, coordinator, campaign, monkeypatch):
    monkeypatch.setattr("enquetes.preparation.duplicates.services.MOST_AT_ONCE", 5)

    assert "la recherche se fait chaque nuit" in client_of(coordinator).post(f"{LIST}chercher/", follow=True).text


def test_group_of_another_campaign_is_not_found(client_of, coordinator, groups, campaign):
    assert client_of(coordinator).get(f"{LIST}{groups[-1].pk + 1}/").status_code == 404
    assert client_of(coordinator).get(f"/enquetes/autre/doublons/{groups[0].pk}/").status_code == 404


def test_list_costs_the_same_with_more(
    client_of, coordinator, campaign, version, groups, django_assert_max_num_queries
):
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_max_num_queries(12) as queries:
        client.get(LIST)
        most = len(queries)
    people = [{"fois": rank, "mot": f"Un texte assez long, le numéro {rank}"} for rank in range(3) for _ in "ab"]
    collect_stored(campaign, store_answers(version, people))
    find_duplicates(campaign=campaign)
    assert DuplicateGroup.objects.waiting().count() == len(groups) + 3
    with django_assert_max_num_queries(most):
        client.get(LIST)
