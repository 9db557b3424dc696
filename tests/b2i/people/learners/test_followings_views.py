"""Tests of the pages of followings, for animators."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.people.learners.consent_texts import CONSENT_VERSION
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import WRONG_CARD_MESSAGE
from tests.factories.b2i import SECRET, ConsentFactory, FollowingFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
JOIN = "/b2i/livrets/vient-aussi-ici/"
AGREED = {"consent": "on", "means": "oral", "giver": "person"}
CARD = {"number": "46-0007", "secret": SECRET} | AGREED


def path_of(learner: Learner, end: str = "") -> str:
    return f"/b2i/livrets/{learner.pk}/suivi/{end}"


def errors(response) -> list[str]:
    return response.context["form"].non_field_errors()


def test_card_and_secret_open_record_to_further_epm(client_of, record, stranger, other_epm):
    client = client_of(stranger)
    response = client.post(JOIN, CARD)
    assert response["Location"] == record.learner.get_absolute_url()
    assert client.get(response["Location"]).status_code == 200
    following = Following.objects.get()
    assert (following.learner, following.epm, following.consent.noted_by) == (record.learner, other_epm, stranger)


@pytest.mark.parametrize(
    "wrong_data", [{"number": "46-9999"}, {"secret": "0001"}, {"number": "46-9999", "secret": "0001"}]
)
def test_refusal_does_not_reveal_whether_card_exists(client_of, record, stranger, wrong_data):
    response = client_of(stranger).post(JOIN, CARD | wrong_data)
    assert (response.status_code, errors(response)) == (422, [WRONG_CARD_MESSAGE])
    assert response.content.decode().count("Jeanne") == 0
    assert Following.objects.count() == 0


@pytest.mark.parametrize("number", ["46-0007", "46-9999"])
def test_five_wrong_secrets_lock_known_and_unknown_cards(client_of, record, stranger, number):
    client = client_of(stranger)
    messages = [errors(client.post(JOIN, CARD | {"number": number, "secret": "0001"})) for _ in range(5)]
    (paused,) = messages[-1]
    assert messages == [[WRONG_CARD_MESSAGE]] * 4 + [[paused]]
    assert errors(client.post(JOIN, CARD | {"number": number})) == [paused]
    assert paused.count("La carte fait une pause.") == 1


def test_tries_share_limit_of_card_login(client_of, record, stranger):
    client, visitor = client_of(stranger), Client()
    for rank in range(20):
        visitor.post("/carte/", {"number": f"46-{1000 + rank}", "secret": "0001"})
    response = client.post(JOIN, CARD)
    assert (response.status_code, Following.objects.count()) == (429, 0)
    cache.clear()
    assert client.post(JOIN, CARD).status_code == 302


def test_epm_that_already_follows_is_refused(client_of, record, animator):
    response = client_of(animator).post(JOIN, CARD)
    assert (response.status_code, errors(response)) == (422, ["L’EPM de Gramat suit déjà cette personne."])


def test_record_stays_closed_without_consent(client_of, record, stranger):
    response = client_of(stranger).post(JOIN, CARD | {"consent": ""})
    assert response.context["form"].errors == {"consent": ["Sans l’accord de la personne, son livret reste fermé ici."]}
    assert response.context["form"]["number"].value() == "46-0007"
    assert Following.objects.count() == 0


@pytest.mark.parametrize(("age", "giver", "status"), [(12, "person", 422), (15, "", 422), (15, "person", 302)])
def test_join_under_fifteen_needs_parent(client_of, record, stranger, age, giver, status):
    Learner.objects.update(birth_year=timezone.localdate().year - age)
    response = client_of(stranger).post(JOIN, CARD | {"giver": giver})
    assert (response.status_code, Following.objects.count()) == (status, int(status == 302))


def test_member_of_several_epm_chooses_one(client_of, record, stranger, other_epm):
    chosen_epm = PositionFactory(member=stranger, epm=EPMFactory()).epm
    response = client_of(stranger).post(JOIN, CARD | {"epm": chosen_epm.pk})
    assert (response.status_code, Following.objects.get().epm) == (302, chosen_epm)


def test_qr_address_fills_in_number(client_of, stranger, b2i_adultes):
    assert client_of(stranger).get(JOIN, {"n": "46-0007"}).context["form"]["number"].value() == "46-0007"


def test_secret_is_not_shown_again(client_of, record, stranger):
    page = client_of(stranger).post(JOIN, CARD | {"number": "46-9999", "secret": "7391"}).content.decode()
    assert page.count("7391") == 0


@pytest.mark.parametrize("person", ["territorial", "other_territorial", "coordinator"])
def test_member_without_epm_cannot_follow(request, client_of, record, person):
    client = client_of(request.getfixturevalue(person))
    responses = [client.get(JOIN), client.post(JOIN, CARD), client.get(path_of(record.learner))]
    assert [response.status_code for response in responses] == [404] * 3
    assert Following.objects.count() == 0


def test_learners_and_visitors_cannot_open_pages(client_of, record, other_record):
    for member in (record.learner.member, other_record.learner.member):
        client = client_of(member)
        assert [client.get(path).status_code for path in (JOIN, path_of(record.learner))] == [404, 404]
    assert [Client().get(path).status_code for path in (JOIN, path_of(record.learner))] == [302, 302]


@pytest.mark.parametrize("end", ["", "accord/", "confier/", "1/fin/"])
def test_epm_that_does_not_follow_is_refused(client_of, record, stranger, end):
    FollowingFactory(pk=1, learner=record.learner)
    client, path = client_of(stranger), path_of(record.learner, end)
    response = client.post(path, AGREED | {"following": 1}) if end else client.get(path)
    assert response.status_code == 404
    assert (Following.objects.live().count(), Consent.objects.count()) == (1, 1)


def test_page_lists_followers_and_consents(client_of, record, animator, other_epm):
    ConsentFactory(learner=record.learner, version="2026-1", noted_by=animator)
    FollowingFactory(learner=record.learner, epm=other_epm)
    page = client_of(animator).get(path_of(record.learner)).content.decode()
    assert page.count("L’EPM de Luzech</strong> le suit aussi") == 1
    assert page.count("Texte lu (version 2026-1)") == 1
    assert page.count("Seuls elle et les animateurs de cet EPM le lisent.") == 1


def test_query_count_is_same_for_one_and_three_followers(client_of, record, animator):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path_of(record.learner)).status_code == 200
        return len(captured)

    client = client_of(animator)
    FollowingFactory(learner=record.learner)
    queries()  # the first opening of the day is noted, in one query more
    with_one = queries()
    FollowingFactory.create_batch(2, learner=record.learner)
    assert queries() == with_one <= 9


def test_old_consent_is_renewed(client_of, record, animator):
    ConsentFactory(learner=record.learner, version="2026-1")
    client = client_of(animator)
    assert client.get(path_of(record.learner)).content.decode().count("Le texte a changé") == 1
    client.post(path_of(record.learner, "accord/"), AGREED)
    assert [consent.version for consent in record.learner.consents.all()] == [CONSENT_VERSION, "2026-1"]


def test_refused_consent_is_explained_beside_field(client_of, record, animator):
    response = client_of(animator).post(path_of(record.learner, "accord/"), AGREED | {"consent": ""})
    assert (response.status_code, list(response.context["consent_form"].errors)) == (422, ["consent"])


def test_further_epm_ends_its_own_following(client_of, record, stranger, other_epm):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    client = client_of(stranger)
    response = client.post(path_of(record.learner, f"{following.pk}/fin/"))
    assert response["Location"] == "/b2i/livrets/"
    assert client.get(record.learner.get_absolute_url()).status_code == 404


def test_keeping_epm_ends_any_following(client_of, record, animator, other_epm):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    response = client_of(animator).post(path_of(record.learner, f"{following.pk}/fin/"))
    assert (response["Location"], Following.objects.live().count()) == (path_of(record.learner), 0)


def test_further_epm_cannot_end_other_following(client_of, record, stranger, other_epm):
    FollowingFactory(learner=record.learner, epm=other_epm)
    other_following = FollowingFactory(learner=record.learner)
    client_of(stranger).post(path_of(record.learner, f"{other_following.pk}/fin/"))
    assert Following.objects.live().count() == 2


def test_record_is_handed_over(client_of, record, animator, other_epm):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    response = client_of(animator).post(path_of(record.learner, "confier/"), {"following": following.pk})
    assert (response["Location"], Learner.objects.get().epm) == ("/b2i/livrets/", other_epm)


def test_further_epm_cannot_hand_over_record(client_of, record, stranger, other_epm):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    client_of(stranger).post(path_of(record.learner, "confier/"), {"following": following.pk})
    assert Learner.objects.get().epm == record.learner.epm


def test_record_cannot_be_handed_over_to_epm_that_does_not_follow(client_of, record, animator, other_record):
    other_following = FollowingFactory(learner=other_record.learner)
    response = client_of(animator).post(path_of(record.learner, "confier/"), {"following": other_following.pk})
    assert (response.status_code, list(response.context["hand_over_form"].errors)) == (422, ["following"])


def test_staying_without_consent_is_refused(client_of, record, animator, other_epm):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    form_data = {"following": following.pk, "stays": "on"}
    response = client_of(animator).post(path_of(record.learner, "confier/"), form_data)
    assert (response.status_code, Learner.objects.get().epm) == (422, record.learner.epm)


@pytest.mark.parametrize("end", ["accord/", "confier/", "1/fin/"])
def test_actions_require_post(client_of, record, animator, end):
    assert client_of(animator).get(path_of(record.learner, end)).status_code == 405


def test_list_names_epm_that_keeps_record(client_of, record, stranger, other_epm):
    FollowingFactory(learner=record.learner, epm=other_epm)
    page = client_of(stranger).get("/b2i/livrets/").content.decode()
    assert page.count("livret tenu par l’EPM de Gramat") == 1
