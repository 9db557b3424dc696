"""Pages of a call: who launches, reads and answers it."""

import pytest
from django.urls import reverse

from formation.year.replacement.models import ReplacementCall
from formation.year.replacement.services import accept_call, call_replacement
from tests.factories.planning import TrainerProfileFactory


@pytest.fixture
def call(session, ill, able, coordinator):
    return call_replacement(session=session, replaced=ill, members=able, by=coordinator, message="Tout est prêt.")


def launch_url(session) -> str:
    return reverse("formation:replacement_call", args=[session.pk])


def answer_url(call) -> str:
    return reverse("formation:answer_replacement", args=[call.pk])


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("coordinator", 200),
        ("territorial", 200),
        ("other_territorial", 404),
        ("animator", 404),
        ("ill", 404),
        ("former", 302),
    ],
)
def test_call_is_launched_by_those_who_watch_over_the_place(request, client_of, session, ill, able, person, status):
    client = client_of(request.getfixturevalue(person))
    data = {"replaced": ill.pk, "members": [able[0].pk], "message": ""}

    assert client.get(launch_url(session)).status_code == status
    assert client.get(session.get_absolute_url()).text.count("Trouver un remplacement") == (status == 200)
    client.post(launch_url(session), data)

    assert ReplacementCall.objects.exists() is (status == 200)


def test_page_names_whoever_is_free_and_able_alone(client_of, coordinator, session, ill, able, stranger):
    page = client_of(coordinator).get(launch_url(session)).text

    assert [str(member) in page for member in (*able, ill, stranger)] == [True, True, True, False]


def test_forged_person_is_refused_beside_the_field(client_of, coordinator, session, ill, able, stranger):
    data = {"replaced": ill.pk, "members": [stranger.pk], "message": ""}

    response = client_of(coordinator).post(launch_url(session), data)

    assert list(response.context["form"].errors) == ["members"]
    assert ReplacementCall.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [("coordinator", 200), ("territorial", 200), ("other_territorial", 404), ("stranger", 404), ("colleague", 404)],
)
def test_call_is_read_by_those_who_called_or_are_asked(request, client_of, call, person, status):
    client = client_of(request.getfixturevalue(person))

    assert client.get(call.get_absolute_url()).status_code == status
    assert client.post(answer_url(call), {"reponse": "oui"}).status_code == (302 if status == 200 else 404)
    call.refresh_from_db()
    assert call.is_taken is False


def test_person_asked_does_not_read_who_else_is_and_takes_the_session(client_of, call, session, able):
    client = client_of(able[0])
    page = client.get(call.get_absolute_url()).text
    assert [page.count(words) for words in ("Je prends la session", str(able[1]), "Clore l’appel")] == [1, 0, 0]
    assert client.post(reverse("formation:end_replacement", args=[call.pk])).status_code == 404

    response = client.post(answer_url(call), {"reponse": "oui"})

    assert response.url == session.get_absolute_url()
    assert session.trainers.get().member == able[0]


def test_second_person_reads_that_it_is_taken(client_of, call, able):
    accept_call(call=call, by=able[0])
    client = client_of(able[1])

    page = client.get(call.get_absolute_url()).text
    response = client.post(answer_url(call), {"reponse": "oui"}, follow=True)

    assert [page.count(words) for words in ("Je prends la session", f"{able[0]} assure la session.")] == [0, 1]
    assert [str(message) for message in response.context["messages"]] == [
        "Quelqu’un vient d’accepter\u00a0: merci d’avoir répondu."
    ]


def test_launching_again_leads_to_the_open_call_and_it_may_be_closed(client_of, coordinator, call, session, able):
    client = client_of(coordinator)
    assert client.get(launch_url(session)).url == call.get_absolute_url()
    client_of(able[0]).post(answer_url(call), {"reponse": "non"})
    assert client.get(call.get_absolute_url()).text.count("ne peut pas") == 1

    client.post(reverse("formation:end_replacement", args=[call.pk]))

    assert client.get(launch_url(session)).status_code == 200


def test_pages_cost_the_same_with_2_and_20_people(
    client_of, coordinator, training, session, ill, able, django_assert_max_num_queries
):
    client = client_of(coordinator)
    people = [*able, *(TrainerProfileFactory(trainings=[training]).member for _ in range(18))]
    client.get(launch_url(session))
    with django_assert_max_num_queries(12):
        client.get(launch_url(session))

    url = call_replacement(session=session, replaced=ill, members=people, by=coordinator).get_absolute_url()
    with django_assert_max_num_queries(10):
        client.get(url)
