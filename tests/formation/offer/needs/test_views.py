"""Pages of needs: add, support, withdraw; names for planners only."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.offer.needs.models import Voice, Wish
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import SessionFactory
from tests.factories.planning import VoiceFactory, WishFactory
from tests.factories.reseau import MemberFactory, PositionFactory

LIST = "/formation/besoins/"


@pytest.fixture
def wish(db):
    return WishFactory(words="Parler aux ados")


@pytest.fixture
def voice(wish, epm):
    """A voice from Figeac whose name must not leak."""
    member = MemberFactory(last_name="Bonnefont-Delpech")
    PositionFactory(member=member, epm=epm)
    return VoiceFactory(wish=wish, member=member, weekdays=[1])


def test_list_shows_needs_most_wanted_first(as_animator, voice):
    popular_wish = WishFactory(words="Réparer un téléphone")
    VoiceFactory.create_batch(2, wish=popular_wish)

    assert [(str(any_wish), any_wish.voice_count) for any_wish in as_animator.get(LIST).context["wishes"]] == [
        ("Réparer un téléphone", 2),
        ("Parler aux ados", 1),
    ]


def test_need_without_voice_is_not_listed(as_animator, wish):
    VoiceFactory(wish=WishFactory(words="Réparer un téléphone"))
    assert [str(other) for other in as_animator.get(LIST).context["wishes"]] == ["Réparer un téléphone"]


def test_need_is_added_with_one_field(as_animator, animator, site_tree, messages_of):
    response = as_animator.post(LIST, {"words": "Monter un fablab"}, follow=True)

    wish = Wish.objects.get()
    assert (wish.words, wish.voices.get().member) == ("Monter un fablab", animator)
    assert response.redirect_chain == [(f"{LIST}{wish.pk}/", 302)]
    assert messages_of(response) == ["C’est noté. Nous vous préviendrons dès qu’une date est fixée."]


def test_need_is_added_with_a_training(as_animator, training):
    as_animator.post(LIST, {"training": training.pk})

    assert Wish.objects.get().training == training


@pytest.mark.parametrize("data", [{}, {"words": "  "}, {"words": "x" * 161}])
def test_empty_or_too_long_words_are_refused_beside_the_field(as_animator, site_tree, data):
    response = as_animator.post(LIST, data)

    assert list(response.context["form"].errors) == ["words"]
    assert not Wish.objects.exists()


def test_words_with_a_training_are_refused_and_input_kept(as_animator, training):
    response = as_animator.post(LIST, {"words": "Monter un fablab", "training": training.pk})

    assert list(response.context["form"].errors) == ["words"]
    assert 'value="Monter un fablab"' in response.content.decode()


def test_button_supports_then_withdraws(as_animator, animator, voice, wish):
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"voix": "oui", "list": "oui"})
    assert wish.voices.filter(member=animator).exists()
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"voix": "oui"})
    assert wish.voices.count() == 2

    as_animator.post(f"{LIST}{wish.pk}/voix/", {"voix": "non"})
    assert not wish.voices.filter(member=animator).exists()


def test_preferences_are_set_on_the_page_of_the_need(as_animator, animator, voice, wish):
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"voix": "oui"})
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"when": "oui", "weekdays": ["1", "3"], "parts": ["afternoon"]})

    own_voice = wish.voices.get(member=animator)
    assert (own_voice.weekdays, own_voice.parts) == ([1, 3], ["afternoon"])
    form = as_animator.get(f"{LIST}{wish.pk}/").context["form"]
    assert form.initial == {"weekdays": [1, 3], "parts": ["afternoon"]}


def test_invalid_day_changes_nothing(as_animator, animator, voice, wish):
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"voix": "oui"})
    as_animator.post(f"{LIST}{wish.pk}/voix/", {"when": "oui", "weekdays": ["9"]})

    assert wish.voices.get(member=animator).weekdays == []


def test_names_are_visible_to_coordinators_and_in_the_territory(
    client_of, animator, coordinator, territorial, other_territorial, voice, wish
):
    page = f"{LIST}{wish.pk}/"
    visibility = {
        member: "Bonnefont-Delpech" in client_of(member).get(page).content.decode()
        for member in (animator, coordinator, territorial, other_territorial)
    }

    assert visibility == {animator: False, coordinator: True, territorial: True, other_territorial: False}


def test_page_says_where_each_person_is_and_when_they_would_come(as_coordinator, voice, wish, coordinator):
    VoiceFactory(wish=wish, member=coordinator, territory=None)
    parts = VoiceFactory(wish=wish, parts=["evening"])

    page = " ".join(as_coordinator.get(f"{LIST}{wish.pk}/").text.split())

    rows = {
        name: " ".join(re.sub("<[^>]+>", " ", meta).split())
        for name, meta in re.findall('<a class="title" href="[^"]*">([^<]*)</a> <p class="meta">(.*?)</p>', page)
    }
    assert rows[str(voice.member)].startswith("Figeac Plutôt ")
    assert rows[str(parts.member)].startswith("Figeac Plutôt ")
    assert rows[str(coordinator)] == ""


def test_names_are_hidden_from_a_planner_of_elsewhere_who_works_there(client_of, other_territorial, epm, voice, wish):
    PositionFactory(member=other_territorial, epm=epm)

    assert list(client_of(other_territorial).get(f"{LIST}{wish.pk}/").context["known"]) == []


def test_demand_is_visible_to_planners(client_of, animator, coordinator, territorial, voice):
    visibility = {
        member: "demand" in client_of(member).get(LIST).context for member in (animator, coordinator, territorial)
    }

    assert visibility == {animator: False, coordinator: True, territorial: True}


def test_theme_and_territory_filter_the_list(as_coordinator, as_animator, voice, wish, stranger):
    VoiceFactory(wish=WishFactory(words="Réparer"), member=stranger)

    for query, words in (
        ("territoire=cahors", ["Réparer"]),
        ("territoire=figeac", ["Parler aux ados"]),
        ("theme=autres", ["Réparer", "Parler aux ados"]),
        ("theme=99", []),
        ("theme=²", ["Réparer", "Parler aux ados"]),
    ):
        assert [str(wish) for wish in as_coordinator.get(f"{LIST}?{query}").context["wishes"]] == words
    assert len(as_animator.get(f"{LIST}?territoire=cahors").context["wishes"]) == 2


def test_coordinator_gets_links_to_find_a_date_and_open_a_session(as_coordinator, wish, voice, training):
    of_training = WishFactory(training=training, of_training=True)
    VoiceFactory(wish=of_training)

    page = as_coordinator.get(f"{LIST}{of_training.pk}/").content.decode()
    assert f"/formation/trouver-une-date/?formation={training.pk}" in page
    page = as_coordinator.get(f"{LIST}{wish.pk}/").content.decode()
    assert f"/formation/sessions/nouvelle/?besoin={wish.pk}" in page


def test_coordinator_attaches_words_to_a_training(as_coordinator, as_animator, voice, wish, training):
    assert as_animator.post(f"{LIST}{wish.pk}/rattacher/", {"training": training.pk}).status_code == 404

    assert as_coordinator.get(f"{LIST}{wish.pk}/rattacher/").status_code == 200
    as_coordinator.post(f"{LIST}{wish.pk}/rattacher/", {"training": training.pk})

    assert [(wish.training, wish.voices.count()) for wish in Wish.objects.all()] == [(training, 1)]


def test_training_page_adds_and_removes_the_voice(as_animator, client, animator, training):
    page = training.get_absolute_url()
    assert "Prévenez-moi" in as_animator.get(page).content.decode()
    assert "Prévenez-moi" not in client.get(page).content.decode()

    as_animator.post(f"{page}prevenez-moi/")
    assert Voice.objects.get().member == animator
    assert "Nous vous préviendrons dès qu’une date est fixée." in as_animator.get(page).content.decode()

    as_animator.post(f"{page}prevenez-moi/", {"voix": "non"})
    assert not Voice.objects.exists()
    as_animator.post(f"{page}prevenez-moi/", {"voix": "non"})


def test_learner_and_former_member_get_404(client_of, former, wish, voice, training):
    learner = client_of(LearnerFactory().member)
    for address in (LIST, f"{LIST}{wish.pk}/"):
        assert learner.get(address).status_code == 404
        assert client_of(former).get(address).status_code == 302
    for address in (f"{LIST}{wish.pk}/voix/", f"{training.get_absolute_url()}prevenez-moi/"):
        assert learner.post(address).status_code == 404
    assert Voice.objects.count() == 1


def test_get_is_refused_for_actions(as_animator, wish, training):
    for address in (f"{LIST}{wish.pk}/voix/", f"{training.get_absolute_url()}prevenez-moi/"):
        assert as_animator.get(address).status_code == 405


@pytest.mark.parametrize(("client_fixture", "most"), [("as_animator", 10), ("as_coordinator", 11)])
def test_list_and_need_have_a_constant_query_count(request, client_fixture, most, voice, wish, training, epm):
    browser = request.getfixturevalue(client_fixture)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    browser.get(LIST)
    counts = [count(LIST), count(f"{LIST}{wish.pk}/")]
    for _ in range(3):
        VoiceFactory(wish=WishFactory())
    VoiceFactory.create_batch(3, wish=wish)
    VoiceFactory(wish=WishFactory(training=training, of_training=True))
    SessionFactory(training=training, epm=epm)

    assert [count(LIST), count(f"{LIST}{wish.pk}/")] == counts
    assert max(counts) <= most
