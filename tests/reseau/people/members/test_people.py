"""Choice of people by name: field, button that searches without a script, names offered while one types."""

import pytest
from django import forms
from django.http import QueryDict

from reseau.people.members.forms.people import PeopleField, PeopleForm, PersonField
from reseau.people.members.models.member import Member
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
CHOICES = "/membres/chercher/"


class Team(PeopleForm):
    people = PeopleField(label="Équipe", error_messages={"required": "Choisissez une personne au moins."})
    lead = PersonField(label="Responsable", required=False)
    words = forms.CharField()


def person(first_name: str, last_name: str, **position) -> Member:
    return PositionFactory(member__first_name=first_name, member__last_name=last_name, **position).member


@pytest.fixture
def ada() -> Member:
    return person("Ada", "Rey", epm=EPMFactory(name="EPM de Cajarc"))


@pytest.fixture
def bo() -> Member:
    return person("Bo", "Rey")


def team(*pairs) -> Team:
    """Return the form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in (("words", "Bonjour"), *pairs):
        data.appendlist(name, str(value))
    return Team(data)


def test_people_are_kept_in_the_order_of_the_choice_and_once(ada, bo):
    form = team(("people", bo.pk), ("people", ada.pk), ("people", bo.pk), ("people", ""))

    assert form.is_valid()
    assert form.cleaned_data["people"] == (bo, ada)
    assert form.cleaned_data["lead"] is None


def test_name_of_one_person_counts_as_chosen(ada, bo):
    assert team(("people", ada.pk), ("people", "bo rey")).is_valid()
    assert PeopleField().clean(["Bo Rey\nada rey, Bo Rey"]) == (bo, ada)


def test_more_than_five_people_are_chosen():
    members = [person("Ada", f"Nom{number}") for number in range(30)]

    assert PeopleField().clean([str(member.pk) for member in members]) == tuple(members)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Inconnue", "Personne du réseau ne s’appelle «\u00a0Inconnue\u00a0»."),
        ("Rey", "Plusieurs personnes répondent à «\u00a0Rey\u00a0»\u00a0: Ada Rey et Bo Rey. Choisissez ci-dessous."),
        ("", "Choisissez une personne au moins."),
        ("999999", "Une personne choisie n’est plus dans le réseau."),
    ],
)
def test_wrong_choice_is_refused_in_words(ada, bo, typed, message):
    assert team(("people", typed)).errors["people"] == [message]


def test_outsider_is_neither_chosen_nor_named(ada, outsider):
    assert not team(("people", outsider.pk)).is_valid()
    for value in (outsider.pk, str(outsider), "ada"):
        assert f'value="{outsider.pk}"' not in str(team(("people", value))["people"])


def test_refused_form_keeps_people_and_offers_namesakes(ada, bo):
    third = person("Ève", "Rey")

    html = str(team(("people", third.pk), ("people", "rey"))["people"])

    assert f'value="{third.pk}" checked' in html
    assert f'value="{ada.pk}">' in html
    assert f'value="{bo.pk}">' in html
    assert 'value="rey"' in html
    assert "2 personnes pour" in html


def test_one_person_is_a_radio_and_two_are_refused(ada, bo):
    form = team(("people", ada.pk), ("lead", ada.pk), ("lead", bo.pk))

    assert form.errors == {"lead": ["Choisissez une seule personne."]}
    assert str(form["lead"]).count('type="radio"') == 2


def test_button_that_searches_checks_nothing(ada):
    form = team(("people", "cajarc"), ("people_chercher", "1"), ("words", ""))

    assert not form.is_valid()
    assert form.errors == {}
    assert f'value="{ada.pk}">' in str(form["people"])


def test_names_are_offered_with_their_place(client_of, animator, ada, outsider):
    answer = client_of(animator).get(CHOICES, {"q": "cajarc"}).json()

    assert answer == [{"key": ada.pk, "name": "Ada Rey", "detail": str(ada.main_position)}]
    assert client_of(animator).get(CHOICES, {"q": str(outsider)}).json() == []
    assert client_of(animator).get(CHOICES).json() == []
    assert client_of(animator).get(CHOICES, {"q": "cajarc", "sauf": [ada.pk, "x"]}).json() == []


@pytest.mark.parametrize(("who", "status"), [("learner", 404), ("former", 302)])
def test_names_are_for_the_network(request, client_of, ada, who, status):
    assert client_of(request.getfixturevalue(who)).get(CHOICES, {"q": "rey"}).status_code == status


def test_offer_costs_the_same_whatever_its_length(client_of, animator, django_assert_num_queries):
    person("Ada", "Rey")
    client = client_of(animator)
    client.get(CHOICES, {"q": "rey"})
    with django_assert_num_queries(5):
        client.get(CHOICES, {"q": "rey"})
    for _ in range(3):
        person("Bo", "Rey")
    with django_assert_num_queries(5):
        client.get(CHOICES, {"q": "rey"})
