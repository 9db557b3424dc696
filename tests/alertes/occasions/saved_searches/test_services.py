"""Following a search: current results are known, later ones are notified once, if the member may read them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.notices.models import Notice
from alertes.occasions.saved_searches import services as saved_searches
from alertes.occasions.saved_searches.models import SavedSearch
from alertes.occasions.saved_searches.services import check_saved_searches, follow_search, unfollow_search
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from search.engines.base import EngineUnavailableError
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.alertes import SavedSearchFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.interleaving import just_before

pytestmark = pytest.mark.django_db

NO_FILTERS: dict[str, frozenset[str]] = {}


def follow(member, text="tablette", filters=NO_FILTERS) -> SavedSearch:
    return follow_search(member=member, text=text, filters=filters)


def notices_of(member) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", "url"))


def create_place(name: str, **fields) -> EPM:
    return EPMFactory(name=name, **fields)


# Following


def test_current_results_are_known(update_index, animator, epm):
    epm_found = create_place("EPM tablette")
    update_index()

    saved_search = follow(animator)

    assert (saved_search.known, saved_search.last_told) == ([f"epm:{epm_found.pk}"], None)
    assert check_saved_searches() == 0
    assert notices_of(animator) == []


def test_search_without_result_may_be_followed(update_index, animator):
    assert follow(animator).known == []


@pytest.mark.parametrize("text", ["", "  ", "?!", "-jeu"])
def test_search_without_words_is_refused(update_index, animator, text):
    with pytest.raises(ValidationError) as refusal:
        follow(animator, text)
    assert refusal.value.messages == ["Écrivez au moins un mot avant de suivre une recherche."]


def test_repeated_search_is_refused(update_index, animator):
    follow(animator)

    with pytest.raises(ValidationError) as refusal:
        follow(animator, "Tablette")
    assert refusal.value.messages == ["Vous suivez déjà cette recherche."]


def test_thirty_first_search_is_refused(update_index, animator, colleague):
    SavedSearchFactory.create_batch(29, member=animator)
    SavedSearchFactory(member=colleague)
    follow(animator)

    with pytest.raises(ValidationError) as refusal:
        follow(animator, "photo")
    assert refusal.value.messages == [
        "Vous suivez déjà 30 recherches. Cessez d’en suivre une pour en ajouter une autre."
    ]


def test_search_with_too_many_results_is_refused(update_index, animator, monkeypatch):
    monkeypatch.setattr(saved_searches, "MAX_MATCHES", 1)
    create_place("EPM tablette A")
    create_place("EPM tablette B")
    update_index()

    with pytest.raises(ValidationError) as refusal:
        follow(animator)
    assert refusal.value.messages == [saved_searches.TOO_BROAD]
    assert not SavedSearch.objects.exists()


def test_search_saved_while_the_engine_is_down_learns_its_results_at_the_first_check(
    update_index, animator, engine_down
):
    tablet_epm = create_place("EPM tablette")
    update_index()
    assert follow(animator).known is None
    engine_down()

    assert check_saved_searches() == 0
    assert SavedSearch.objects.get().known == [f"epm:{tablet_epm.pk}"]
    create_place("EPM tablette neuve")
    update_index()
    assert check_saved_searches() == 1


def test_deleted_search_notifies_no_more_and_its_notices_stay(update_index, animator):
    saved_search = follow(animator)
    create_place("EPM tablette")
    update_index()
    check_saved_searches()

    unfollow_search(saved_search=saved_search)
    create_place("EPM tablette neuve")
    update_index()

    assert check_saved_searches() == 0
    assert len(notices_of(animator)) == 1


# Notifying


def test_one_new_result_is_notified_with_its_address(update_index, animator):
    saved_search = follow(animator)
    new_epm = create_place("EPM tablette")
    update_index()

    with freeze_time("2026-03-02 09:00"):
        assert check_saved_searches() == 1

    assert notices_of(animator) == [
        ("Un nouveau résultat pour «\u00a0tablette\u00a0»\u00a0: EPM tablette", new_epm.get_absolute_url())
    ]
    saved_search.refresh_from_db()
    assert (saved_search.known, saved_search.last_told.isoformat()) == (
        [f"epm:{new_epm.pk}"],
        "2026-03-02T09:00:00+00:00",
    )


def test_two_new_results_are_notified_together_with_the_address_of_results(update_index, animator):
    follow(animator)
    create_place("EPM tablette A")
    create_place("EPM tablette B")
    update_index()
    check_saved_searches()

    assert notices_of(animator) == [
        (
            "2 nouveaux résultats pour «\u00a0tablette\u00a0»\u00a0: EPM tablette A, EPM tablette B",
            "/recherche/?q=tablette",
        )
    ]


@pytest.mark.parametrize(("letters", "ending"), [("ABCD", " et 1 autre"), ("ABCDE", " et 2 autres")])
def test_of_many_new_results_three_are_named(update_index, animator, letters, ending):
    follow(animator)
    for letter in letters:
        create_place(f"EPM tablette {letter}")
    update_index()
    check_saved_searches()

    ((text, _),) = notices_of(animator)
    start = f"{len(letters)} nouveaux résultats pour «\u00a0tablette\u00a0»\u00a0: "
    assert text == f"{start}EPM tablette A, EPM tablette B, EPM tablette C{ending}"


def test_notice_of_a_filtered_search_names_the_filters(update_index, animator):
    follow(animator, filters={"kind": frozenset({"epm"})})
    create_place("EPM tablette")
    TopicFactory(title="Quelle tablette")
    update_index()
    check_saved_searches()

    assert [text for text, _ in notices_of(animator)] == [
        "Un nouveau résultat pour «\u00a0tablette\u00a0» (Lieux)\u00a0: EPM tablette"
    ]


def test_same_results_are_notified_once_and_later_ones_again(update_index, animator):
    follow(animator)
    create_place("EPM tablette A")
    update_index()
    assert [check_saved_searches(), check_saved_searches()] == [1, 0]
    create_place("EPM tablette B")
    update_index()

    assert [check_saved_searches(), check_saved_searches()] == [1, 0]
    assert [text.rpartition(" ")[2] for text, _ in notices_of(animator)] == ["A", "B"]


def test_result_that_disappears_and_comes_back_is_not_new(update_index, animator):
    epm = create_place("EPM tablette")
    update_index()
    follow(animator)
    for name in ("EPM mobile", "EPM tablette"):
        epm.name = name
        epm.save()
        update_index()
        assert check_saved_searches() == 0
    assert notices_of(animator) == []


def test_results_no_longer_found_are_forgotten_when_too_many_are_known(update_index, animator, monkeypatch):
    monkeypatch.setattr(saved_searches, "MAX_KNOWN", 2)
    saved_search = SavedSearchFactory(member=animator, text="tablette", known=["epm:901", "epm:902"])
    epm = create_place("EPM tablette")
    update_index()

    assert check_saved_searches() == 1
    saved_search.refresh_from_db()
    assert saved_search.known == [f"epm:{epm.pk}"]


def test_only_one_of_two_simultaneous_checks_notifies(update_index, animator, monkeypatch):
    follow(animator)
    create_place("EPM tablette")
    update_index()
    saved_search_name, other_results = saved_searches.saved_search_name, []

    def other_check_meanwhile(saved_search):
        if not other_results:
            other_results.append(None)
            other_results[0] = check_saved_searches()
        return saved_search_name(saved_search)

    monkeypatch.setattr(saved_searches, "saved_search_name", other_check_meanwhile)

    assert (check_saved_searches(), other_results) == (0, [1])
    assert len(notices_of(animator)) == 1


def test_search_deleted_during_a_check_notifies_nobody(update_index, animator, monkeypatch):
    saved_search = follow(animator)
    create_place("EPM tablette")
    update_index()
    monkeypatch.setattr(saved_searches, "saved_search_name", lambda _: str(saved_search.delete()))

    assert check_saved_searches() == 0
    assert notices_of(animator) == []


def test_failed_search_does_not_delay_the_others(update_index, animator, colleague, monkeypatch, caplog):
    follow(animator, "Cajarc")
    follow(colleague, "tablette")
    create_place("EPM de Cajarc")
    create_place("EPM tablette")
    update_index()
    of_place = source("epm").document

    def fail(instance):
        if instance.name == "EPM de Cajarc":
            raise ValueError("no such field")
        return of_place(instance)

    monkeypatch.setattr(source("epm"), "document", fail, raising=False)

    assert check_saved_searches() == 1
    assert (notices_of(animator), len(notices_of(colleague))) == ([], 1)
    assert [record.message.partition(" can't")[2] for record in caplog.records] == [" be checked"]


def test_engine_down_notifies_nothing_and_loses_nothing(update_index, animator, engine_down):
    saved_search = SavedSearchFactory(member=animator, text="tablette", known=["epm:901"])

    with pytest.raises(EngineUnavailableError):
        check_saved_searches()
    saved_search.refresh_from_db()
    assert saved_search.known == ["epm:901"]


def test_notice_links_to_all_searches_if_its_address_is_too_long(update_index, animator):
    follow(animator, "tablette " + "é" * 60)
    for letter in "AB":
        create_place(f"EPM tablette {letter}", presentation="é" * 60)
    update_index()
    check_saved_searches()

    assert [url for _, url in notices_of(animator)] == ["/alertes/recherches/"]


# Searches with too many results


def test_search_that_becomes_too_broad_is_announced_once(update_index, animator, monkeypatch):
    saved_search = follow(animator)
    monkeypatch.setattr(saved_searches, "MAX_MATCHES", 1)
    create_place("EPM tablette A")
    create_place("EPM tablette B")
    update_index()

    assert [check_saved_searches(), check_saved_searches()] == [1, 0]
    saved_search.refresh_from_db()
    assert (saved_search.is_too_broad, saved_search.known) == (True, None)
    ((text, url),) = notices_of(animator)
    assert text.partition(" donne ") == (
        "Votre recherche «\u00a0tablette\u00a0»",
        " donne ",
        "plus de 2\u202f000 résultats\u00a0: précisez-la pour continuer à la suivre.",
    )
    assert url == "/recherche/?q=tablette"


def test_only_one_of_two_simultaneous_checks_announces_a_search_that_becomes_too_broad(
    update_index, animator, monkeypatch
):
    follow(animator)
    monkeypatch.setattr(saved_searches, "MAX_MATCHES", 1)
    create_place("EPM tablette A")
    create_place("EPM tablette B")
    update_index()

    with just_before('UPDATE "alertes_savedsearch"', check_saved_searches):
        assert check_saved_searches() == 0

    assert len(notices_of(animator)) == 1


def test_search_that_becomes_narrow_again_is_followed_from_that_day(update_index, animator):
    saved_search = SavedSearchFactory(member=animator, text="tablette", known=None, is_too_broad=True)
    create_place("EPM tablette A")
    update_index()
    assert check_saved_searches() == 0
    saved_search.refresh_from_db()
    assert (saved_search.is_too_broad, len(saved_search.known)) == (False, 1)
    create_place("EPM tablette B")
    update_index()

    assert check_saved_searches() == 1


# Recipients


def test_unreadable_documents_are_neither_known_nor_notified(update_index, animator, stranger, figeac):
    for member in (animator, stranger):
        follow(member)
    TopicFactory(forum=ForumFactory(territory=figeac), title="Quelle tablette", author=animator)
    update_index()
    check_saved_searches()

    assert (len(notices_of(animator)), notices_of(stranger)) == (1, [])
    assert SavedSearch.objects.get(member=stranger).known == []


def test_document_unreadable_by_the_database_is_not_notified(update_index, animator, stranger, figeac, cahors):
    follow(animator)
    forum = ForumFactory(territory=figeac)
    TopicFactory(forum=forum, title="Quelle tablette", author=animator)
    update_index()
    type(forum).objects.update(territory=cahors)  # without updating the index

    assert check_saved_searches() == 0
    assert notices_of(animator) == []


def test_member_who_changed_territory_is_notified_by_live_positions(update_index, animator, figeac, other_epm):
    follow(animator)
    TopicFactory(forum=ForumFactory(territory=figeac), title="Quelle tablette", author=animator)
    update_index()
    Position.objects.filter(member=animator).update(epm=other_epm)

    assert check_saved_searches() == 0
    assert notices_of(animator) == []


def test_owner_without_live_position_is_not_notified_until_they_have_one(update_index, animator):
    saved_search = follow(animator)
    Position.objects.filter(member=animator).update(end=date(2021, 1, 1))
    create_place("EPM tablette")
    update_index()
    assert (check_saved_searches(), notices_of(animator)) == (0, [])
    saved_search.refresh_from_db()
    assert saved_search.known == []
    PositionFactory(member=animator)

    assert check_saved_searches() == 1


def test_closed_account_gets_no_notification(update_index, animator):
    follow(animator)
    type(animator).objects.update(is_active=False)
    create_place("EPM tablette")
    update_index()

    assert (check_saved_searches(), notices_of(animator)) == (0, [])


def test_learner_is_not_notified(update_index, learner):
    SavedSearchFactory(member=learner, text="tablette")
    create_place("EPM tablette")
    update_index()

    assert (check_saved_searches(), notices_of(learner)) == (0, [])


# Cost


def count_check_queries() -> int:
    with CaptureQueriesContext(connection) as queries:
        check_saved_searches()
    return len(queries)


def test_search_without_new_result_costs_one_query_whatever_it_finds(update_index, animator):
    """One for owners; four for each owner with positions, searches and synonyms; one for each search."""
    create_place("EPM tablette A")
    update_index()
    follow(animator)
    assert count_check_queries() == 1 + 4 + 1
    for letter in "BC":
        create_place(f"EPM tablette {letter}")
    TopicFactory(title="Quelle tablette")
    update_index()
    check_saved_searches()
    for letter in "ABC":
        follow(animator, f"tablette {letter}")

    assert count_check_queries() == 1 + 4 + 4


def test_notifying_costs_the_same_for_one_and_many_results_of_a_kind(update_index, animator):
    follow(animator)
    counts = []
    for letters in ("A", "BCDEF"):
        for letter in letters:
            create_place(f"EPM tablette {letter}")
        update_index()
        counts.append(count_check_queries())

    # In addition to the six above: titles; change, who hides it, notice, recipients, their choices, what waits for
    # their digest, each transaction with its two savepoints.
    assert counts == [6 + 13, 6 + 13]
