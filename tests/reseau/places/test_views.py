"""Pages of places: who sees them, what is on them, and who edits their records."""

from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory, PositionFactory

DIRECTORY = "/annuaire/"


# The page of an EPM


def test_visitor_reads_the_record_and_the_size_of_the_team(client, epm, animator, colleague, former):
    page = client.get(epm.get_absolute_url()).content.decode()

    assert page.count("2 personnes vous y accueillent.") == 1
    for member in (animator, colleague, former):
        assert str(member) not in page
    assert page.count('href="geo:44.78000,1.72000?q=44.78000,1.72000"') == 1
    assert page.count("Gramat, CC Causses et Vallée de la Dordogne. Territoire : Figeac.") == 1
    assert page.count("lieu fictif de démonstration") == 0
    assert page.count("Modifier la fiche") == 0


def test_member_sees_the_names_of_the_current_team(client_of, epm, animator, former, stranger):
    PositionFactory(epm=epm, member__is_active=False)

    response = client_of(stranger).get(epm.get_absolute_url())

    assert [position.member for position in response.context["positions"]] == [animator]
    assert response.content.decode().count(str(animator)) == 1
    assert str(former) not in response.content.decode()


def test_learner_sees_no_name(client_of, learner, epm, animator):
    page = client_of(learner).get(epm.get_absolute_url()).content.decode()

    assert page.count("1 personne vous y accueille.") == 1
    assert str(animator) not in page


def test_fictitious_place_is_marked_in_the_list_and_on_its_page(client, figeac):
    epm = EPMFactory(is_fictitious=True, commune__territory=figeac)

    for url in (DIRECTORY, epm.get_absolute_url()):
        assert client.get(url).content.decode().count("lieu fictif de démonstration") == 1


def test_closed_place_is_404_for_outsiders(client, client_of, epm, learner, stranger):
    EPM.objects.update(is_open=False)

    assert client.get(epm.get_absolute_url()).status_code == 404
    assert client_of(learner).get(epm.get_absolute_url()).status_code == 404
    assert client_of(stranger).get(epm.get_absolute_url()).status_code == 200


def test_record_costs_the_same_with_1_and_30_people(client_of, epm, animator, queries_of):
    member = client_of(animator)
    with_one = queries_of(member, epm.get_absolute_url())

    for _ in range(29):
        PositionFactory(epm=epm)

    assert queries_of(member, epm.get_absolute_url()) == with_one
    # What it offers, its rooms, pictures, labels, equipment, loans, visits, desks, seats and tickets are tables of
    # their own; its calendar reads what is kept for all places.
    assert with_one <= 22


# How to reach a place


def test_address_of_a_place_is_shown_to_the_network_alone(client, client_of, epm, learner, stranger):
    EPM.objects.filter(pk=epm.pk).update(email="gramat@example.org")

    for visitor in (client, client_of(learner)):
        page = visitor.get(epm.get_absolute_url()).content.decode()
        assert page.count("gramat@example.org") == 0
        assert page.count(f'href="/contact/?lieu={epm.slug}"') == 1
    assert client_of(stranger).get(epm.get_absolute_url()).content.decode().count("mailto:gramat@example.org") == 1


def test_directions_lead_to_a_map_on_a_desktop_and_to_its_app_on_a_phone(client, epm):
    page = client.get(epm.get_absolute_url()).content.decode()

    assert page.count('href="https://www.openstreetmap.org/directions?to=44.78000%2C1.72000"') == 1
    assert page.count('href="geo:44.78000,1.72000?q=44.78000,1.72000"') == 1
