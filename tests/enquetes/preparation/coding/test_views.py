"""Pages of coding: texts coded by the coordination, together or one by one; what is refused is said and kept."""

import pytest

from enquetes.design.variables.models import AnswerCode
from enquetes.preparation.coding.texts import read_texts
from tests.factories.enquetes import collect_stored, store_answers

pytestmark = pytest.mark.django_db
LIST = "/enquetes/usages/codage/"
TEXTS, NEXT, JOURNAL = f"{LIST}mot/", f"{LIST}mot/une-a-une/", f"{LIST}mot/journal/"


@pytest.fixture
def keys(campaign, question) -> dict[str, str]:
    return {group.text: group.key for group in read_texts(campaign, question).groups}


def test_coordination_alone_codes(client, client_of, coordinator, territorial, animator, campaign):
    for path in (LIST, TEXTS, NEXT, JOURNAL):
        assert client_of(coordinator).get(path).status_code == 200
        for member in (territorial, animator):
            assert client_of(member).get(path).status_code == 404
            assert client_of(member).post(path, {"codes": "Wifi"}).status_code == 404 or path in (LIST, JOURNAL)
        assert client.get(path).status_code == 302
    assert not AnswerCode.objects.exists()


@pytest.mark.parametrize(
    "path", [f"{LIST}sexe/", f"{LIST}inconnue/", "/enquetes/autre/codage/", f"{LIST}mot/codes/12/"]
)
def test_what_is_no_text_is_not_found(client_of, coordinator, campaign, path):
    assert client_of(coordinator).get(path).status_code == 404


def test_texts_are_coded_one_after_the_other(client_of, coordinator, campaign, keys):
    client = client_of(coordinator)
    page = client.get(NEXT)
    assert page.context["group"].text == "Plus de wifi"
    assert [group.text for group in page.context["near"]] == ["Plus de wifi gratuit"]

    sent = {"codes": "Wifi, Gratuit", "avec": [keys["Plus de wifi gratuit"]]}
    after = client.post(f"{NEXT}?texte={keys['Plus de wifi']}", sent)
    page = client.get(after.url)

    assert page.context["group"].text == "Ouvrir le samedi"
    assert (page.context["texts"].coded, page.context["last"].texts) == (10, 10)
    client.post(f"{NEXT}?texte={page.context['group'].key}", {"codes": "2"})
    client.post(f"{NEXT}?texte={keys['Rien']}", {"codes": "oublié", "rien": "oui"})
    assert "Tout est codé." in client.get(NEXT).text
    assert {code.label: code.given.count() for code in AnswerCode.objects.all()} == {"Wifi": 10, "Gratuit": 14}


def test_last_act_is_undone(client_of, coordinator, campaign, keys):
    client = client_of(coordinator)
    client.post(f"{NEXT}?texte={keys['Rien']}", {"codes": "Sans avis"})

    client.post(f"{LIST}mot/defaire/{client.get(NEXT).context['last'].pk}/")

    page = client.get(NEXT)
    assert page.context["texts"].coded == 0
    assert page.context["last"].get_kind_display() == "Geste défait"
    text = client.get(JOURNAL).text
    assert text.index("Geste défait") < text.index("Textes codés")


def test_ticked_texts_are_coded_together_and_keep_their_codes(client_of, coordinator, campaign, question, keys):
    client = client_of(coordinator)
    client.post(f"{NEXT}?texte={keys['Rien']}", {"codes": "Sans avis"})

    client.post(TEXTS, {"codes": "À relire", "avec": [keys["Rien"], keys["Ouvrir le samedi"]]})

    assert [code.given.count() for code in AnswerCode.objects.order_by("rank")] == [2, 6]
    assert [group.text for group, _ in client.get(f"{TEXTS}?etat=codes").context["rows"]] == [
        "Ouvrir le samedi",
        "Rien",
    ]


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"codes": ""}, "codes", "Écrivez un code, ou choisissez «\u00a0Rien à coder\u00a0»."),
        ({"codes": "7"}, "codes", "La liste n’a pas de code 7."),
        ({"codes": "m" * 61}, "codes", f"«\u00a0{'m' * 60}…\u00a0» a plus de 60 signes."),
        ({"codes": "Wifi", "avec": []}, "avec", "Cochez au moins un texte."),
    ],
)
def test_what_is_refused_is_said_and_kept(client_of, coordinator, campaign, keys, sent, field, words):
    page = client_of(coordinator).post(TEXTS, {"avec": [keys["Rien"]]} | sent)

    assert page.context["form"].errors == {field: [words]}
    assert f'value="{sent["codes"]}"' in page.text or not sent["codes"]
    if field == "codes":
        assert f'value="{keys["Rien"]}" checked' in page.text


def test_text_that_is_gone_is_said(client_of, coordinator, campaign):
    page = client_of(coordinator).post(f"{NEXT}?texte=000000000000", {"codes": "Wifi"})

    assert page.context["group"].text == "Plus de wifi"
    assert 'value="Wifi"' in page.text
    assert not AnswerCode.objects.exists()


def test_words_filter_the_texts(client_of, coordinator, campaign):
    page = client_of(coordinator).get(f"{TEXTS}?mot=wifi")

    assert [group.text for group, _ in page.context["rows"]] == ["Plus de wifi", "Plus de wifi gratuit"]
    assert [(word.spelled, word.count) for word in page.context["words"]] == [("wifi", 10)]


def test_words_of_few_people_are_on_no_page(client_of, coordinator, campaign):
    campaign.smallest = 17
    campaign.save()

    for path in (TEXTS, NEXT):
        text = client_of(coordinator).get(path).text
        assert "Moins de 17 personnes ont écrit" in text
        assert "samedi" not in text


def test_code_is_renamed_joined_and_removed(client_of, coordinator, campaign, keys):
    client = client_of(coordinator)
    client.post(f"{NEXT}?texte={keys['Rien']}", {"codes": "Sans avis, Vide"})
    first, second = AnswerCode.objects.order_by("rank")
    address = f"{LIST}mot/codes/{{}}/"
    assert client.post(address.format(first.pk), {"label": " "}).context["form"].errors == {
        "label": ["Écrivez le nom du code."]
    }

    client.post(address.format(first.pk), {"label": "Aucun avis"})
    client.post(address.format(second.pk), {"label": "aucun avis"})
    page = client.post(address.format(first.pk), {"retirer": "oui"}, follow=True)

    assert "réunissez-le avec un autre" in page.text
    assert [code.label for code in AnswerCode.objects.all()] == ["Aucun avis"]


def test_results_and_their_files_show_the_coded_question(client_of, coordinator, campaign, keys):
    client = client_of(coordinator)
    client.post(f"{NEXT}?texte={keys['Plus de wifi']}", {"codes": "Wifi"})

    parts = [client.get(f"/enquetes/usages/resultats/?partie={rank}") for rank in (1, 2)]
    blocks = {block.code: block for part in parts for block in part.context["blocks"]}
    assert [(line.words, line.count) for line in blocks["mot.codes"].lines] == [("Wifi", 9)]
    assert "mot.codes" in client.get("/enquetes/usages/resultats/croiser/").text
    crossed = client.get("/enquetes/usages/resultats/croiser/table.csv?lignes=mot.codes&colonnes=sexe")
    assert "Wifi" in crossed.content.decode()


@pytest.mark.parametrize("path", [LIST, TEXTS, NEXT, JOURNAL])
def test_page_costs_the_same_with_more(client_of, coordinator, campaign, keys, django_assert_max_num_queries, path):
    client = client_of(coordinator)
    client.post(f"{NEXT}?texte={keys['Rien']}", {"codes": "Sans avis"})
    client.get(path)
    with django_assert_max_num_queries(12) as queries:
        client.get(path)
        most = len(queries)
    people = [{"sexe": "femme", "mot": f"Un mot numéro {rank}"} for rank in range(30)]
    collect_stored(campaign, store_answers(campaign.version, people))
    client.post(f"{NEXT}?texte={keys['Ouvrir le samedi']}", {"codes": "Horaires"})
    with django_assert_max_num_queries(most):
        assert len(client.get(path).content) < 30_000
