"""Pages of the log of breaches: the coordination alone, French messages beside the field, what is late on its home."""

import csv
from io import StringIO

import pytest

from extranet.public.breaches.models import Breach, BreachVersion
from extranet.public.breaches.services import WHY_LATE, note_breach
from tests.factories.extranet import breach_facts

LOG = "/donnees-personnelles/violations/"
NEW = f"{LOG}noter/"
TYPED = {
    "happened": "Hier",
    "known": "2026-01-05T09:30",
    "facts": "Une clé perdue.",
    "data": "Noms",
    "people": "",
    "consequences": "Aucune",
    "measures": "Rien encore",
    "authority_told": "",
    "authority_reason": "",
    "people_told": "",
}


@pytest.fixture
def version(coordinator) -> BreachVersion:
    return note_breach(facts=breach_facts(), by=coordinator)


@pytest.mark.parametrize("person", ["animator", "territorial"])
def test_others_read_nothing(request, client_of, version, person):
    client = client_of(request.getfixturevalue(person))
    pages = (LOG, NEW, f"{LOG}journal.csv", f"{LOG}{version.breach_id}/", f"{LOG}{version.breach_id}/corriger/")

    assert [client.get(page).status_code for page in pages] == [404] * 5
    assert client.post(NEW, TYPED).status_code == 404
    assert Breach.objects.count() == 1


def test_coordination_notes_corrects_and_reads_both_versions(client_of, coordinator):
    client = client_of(coordinator)
    page = client.post(NEW, TYPED, follow=True)
    assert page.context["version"].people is None
    assert page.text.count("inconnu") == 1

    page = client.post(f"{page.redirect_chain[0][0]}corriger/", TYPED | {"people": "4"}, follow=True)
    assert [page.context["version"].people, *(each.people for each in page.context["former"])] == [4, None]
    assert [each.writer for each in BreachVersion.objects.all()] == [coordinator] * 2


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"facts": ""}, "facts", "Dites ce qui s’est passé."),
        ({"known": "hier soir"}, "known", "Écrivez le jour et l’heure comme dans 31/12/2026 14:30."),
        ({"people": "douze"}, "people", "Écrivez un nombre de personnes, ou laissez vide."),
        ({"people": "-1"}, "people", "Écrivez un nombre de personnes, ou laissez vide."),
        ({"people_told": "demain"}, "people_told", "Écrivez le jour comme dans 31/12/2026."),
        ({"authority_told": "2026-01-09T09:30"}, "authority_reason", WHY_LATE),
    ],
)
def test_bad_input_is_refused_beside_its_field_with_all_that_was_typed(client_of, coordinator, typed, field, message):
    response = client_of(coordinator).post(NEW, TYPED | typed)

    assert (response.status_code, response.context["form"].errors) == (422, {field: [message]})
    assert response.context["form"]["data"].value() == "Noms"
    assert Breach.objects.count() == 0


def test_form_asks_for_no_name_of_a_learner(client_of, coordinator):
    page = client_of(coordinator).get(NEW)
    named = [field.name for field in page.context["form"] if "Sans nom d’apprenante" in field.help_text]

    assert named == ["facts", "data", "consequences", "measures"]


def test_home_of_the_coordination_leads_to_what_is_due(client_of, coordinator, site_tree, version):
    note_breach(facts=breach_facts(authority_reason="Aucun risque."), by=coordinator)

    waiting = client_of(coordinator).get("/").context["dashboard"].waiting
    assert [(item.text, item.urgency) for item in waiting if item.url == LOG] == [
        ("1\u00a0violation de données à notifier à la CNIL", "now")
    ]


def test_table_has_every_version(client_of, coordinator, version):
    note_breach(facts=breach_facts(facts="=1+1"), by=coordinator, breach=version.breach)

    text = client_of(coordinator).get(f"{LOG}journal.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    number = str(version.breach_id)
    assert [row[:2] for row in rows[1:]] == [[number, "1"], [number, "2"]]
    assert [row[6] for row in rows[1:]] == ["Une clé USB a été perdue.", "'=1+1"]


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_for_several(client_of, coordinator, django_assert_num_queries, number):
    for _ in range(number):
        note_breach(facts=breach_facts(), by=coordinator)
    client = client_of(coordinator)
    client.get(LOG)

    with django_assert_num_queries(6):
        assert len(client.get(LOG).context["breaches"]) == number


def test_page_of_personal_data_leads_the_coordination_there(client_of, coordinator, animator, site_tree):
    links = (LOG, "/donnees-personnelles/analyse-d-impact/")

    for person, expected in ((coordinator, [1, 1]), (animator, [0, 0])):
        text = client_of(person).get("/donnees-personnelles/").text
        assert [text.count(f'href="{link}"') for link in links] == expected
