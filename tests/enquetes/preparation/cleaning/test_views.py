"""Pages of cleaning: responses read one by one, left out, corrected, each with its reason; nobody else sees them."""

import pytest

from enquetes.design.campaigns.enums import Mode
from enquetes.fieldwork.collection.services import collect_response
from enquetes.preparation.cleaning.models import CleaningEntry

LIST = "/enquetes/campagne/reponses/"
JOURNAL = f"{LIST}journal/"


@pytest.fixture
def collected(campaign):
    campaign.slug, campaign.has_link = "campagne", True
    campaign.save()
    values = {"sexe": "femme", "age": "jeune", "vient": "oui", "mot": "Le samedi"}
    return collect_response(campaign=campaign, values=values, mode=Mode.LINK)


@pytest.fixture
def address(collected) -> str:
    return f"{LIST}{collected.pk}/"


def test_coordination_alone_reads_responses(client, client_of, coordinator, animator, address):
    for path in (LIST, JOURNAL, address, f"{address}age/"):
        assert client_of(coordinator).get(path).status_code == 200
        assert client_of(animator).get(path).status_code == 404
        assert client.get(path).status_code == 302


def test_response_is_left_out_then_put_back_with_reasons(client_of, coordinator, collected, address):
    client = client_of(coordinator)
    refused = client.post(address, {"reason": " "})
    assert refused.context["form"].errors == {"reason": ["Dites pourquoi."]}

    assert client.post(address, {"reason": "Un essai"}).url == address
    collected.refresh_from_db()
    assert collected.is_left_out
    assert list(client.get(f"{LIST}?etat=laissee").context["responses"]) == [collected]
    assert client.get(f"{LIST}?etat=compte").context["paginator"].count == collected.campaign.collected.count() - 1

    client.post(address, {"reason": "Ce n’en était pas un"})
    collected.refresh_from_db()
    assert not collected.is_left_out
    text = client.get(JOURNAL).text
    assert text.index("Ce n’en était pas un") < text.index("Un essai")


def test_answer_is_corrected_and_the_former_one_stays_readable(client_of, coordinator, address):
    client = client_of(coordinator)

    assert client.post(f"{address}age/", {"age": "adulte", "reason": "Relu avec la personne"}).url == address

    answers = {answer.question.code: (answer.words, answer.came) for answer in client.get(address).context["answers"]}
    assert answers["age"] == ("Adulte", "Jeune")
    assert answers["sexe"] == ("Femme", "")
    entry = CleaningEntry.objects.get()
    assert (entry.before, entry.after, entry.done_by) == (["jeune", None], ["adulte", None], coordinator)
    assert "<del>Jeune</del> <ins>Adulte</ins>" in client.get(JOURNAL).text


def test_what_is_refused_is_said_beside_each_field_and_kept(client_of, coordinator, address):
    refused = client_of(coordinator).post(f"{address}fois/", {"fois": "beaucoup", "reason": ""})

    assert list(refused.context["form"].errors) == ["fois"]
    assert refused.context["reason"].errors == {"reason": ["Dites pourquoi."]}
    assert 'value="beaucoup"' in refused.text
    assert not CleaningEntry.objects.exists()


def test_same_answer_is_no_correction(client_of, coordinator, address):
    refused = client_of(coordinator).post(f"{address}age/", {"age": "jeune", "reason": "Pour voir"})

    assert refused.context["reason"].non_field_errors() == ["Cette réponse est déjà celle-là."]


def test_responses_of_another_campaign_are_not_found(client_of, coordinator, collected, address):
    assert client_of(coordinator).get("/enquetes/autre/reponses/").status_code == 404
    assert client_of(coordinator).get(f"{LIST}12/").status_code == 404
    assert client_of(coordinator).get(f"{address}inconnue/").status_code == 404


def test_list_costs_the_same_with_more(client_of, coordinator, campaign, collected, django_assert_max_num_queries):
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_max_num_queries(12) as queries:
        client.get(LIST)
    for word in ("Un", "Deux", "Trois"):
        collect_response(campaign=campaign, values={"sexe": "homme", "mot": word}, mode=Mode.LINK)
    with django_assert_max_num_queries(len(queries)):
        client.get(LIST)
