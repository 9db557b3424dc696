"""The public catalogue and the page of a training."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.training import KitSheet, TrainingPage
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.ressources import DraftFactory, SheetContentFactory, SheetFactory


def count_queries(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_card_shows_the_next_date_and_place(client, session, training, epm):
    SessionFactory(training=training, epm=epm, dates=[in_days(60)])
    SessionFactory(training=training, epm=epm, dates=[in_days(2)], status=SessionStatus.CANCELLED)

    (card,) = client.get("/formation/").context["page_obj"]

    assert (card, card.half_day_count, card.next_session) == (training, 2, session)


def test_training_without_date_shows_a_message(client, training):
    assert "Pas encore de date" in client.get("/formation/").content.decode()


def test_draft_is_neither_listed_nor_served(client, training, session):
    TrainingPage.objects.update(live=False)

    assert list(client.get("/formation/").context["page_obj"]) == []
    assert client.get(training.get_absolute_url()).status_code == 404


def test_empty_catalogue_shows_a_message(client, site_tree):
    assert "Aucune formation n’est encore publiée." in client.get("/formation/").content.decode()


def test_side_list_is_for_members_only(client, as_animator, session):
    assert list(as_animator.get("/formation/").context["upcoming"]) == [session]
    assert "Prochaines sessions" in as_animator.get("/formation/").content.decode()
    assert "Prochaines sessions" not in client.get("/formation/").content.decode()


def test_next_sessions_say_whether_there_is_room_or_that_there_is_none_yet(as_animator, session, training, epm):
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm, dates=[in_days(8)], capacity=1))
    none = "Aucune date n’est annoncée pour le moment."

    page = as_animator.get("/formation/").text
    assert re.findall('class="state (new|wait)">(.*?)</span>', page.split("Toutes les formations")[0]) == [
        ("new", "Il reste 8\u00a0places"),
        ("wait", "Complet\u00a0: liste d’attente"),
    ]
    assert none not in page

    Session.objects.update(status=SessionStatus.CANCELLED)
    page = as_animator.get("/formation/").text
    assert (page.count(none), page.count('class="state wait"')) == (1, 0)


def test_catalogue_is_introduced_and_only_coordinators_open_sessions_from_it(as_animator, as_coordinator, client):
    button = 'href="/formation/sessions/nouvelle/"'
    assert [button in browser.get("/formation/").text for browser in (client, as_animator, as_coordinator)] == [
        False,
        False,
        True,
    ]
    for introduction, count in (("Des journées entre collègues.", 1), ("", 0)):
        CataloguePage.objects.update(introduction=introduction)
        page = client.get("/formation/").text
        assert (page.count(f'<p class="lead">{introduction}</p>'), page.count('class="lead"')) == (count, count)


def test_catalogue_shows_twenty_trainings_a_page(client, site_tree):
    for number in range(21):
        TrainingPageFactory(title=f"Formation {number:02}", slug=f"f{number}")

    assert [card.title for card in client.get("/formation/?page=2").context["page_obj"]] == ["Formation 20"]


@pytest.mark.parametrize(("visitor", "max_queries"), [("client", 6), ("as_animator", 9)])
def test_catalogue_query_count_is_constant(request, visitor, max_queries, session, epm):
    browser = request.getfixturevalue(visitor)
    browser.get("/formation/")
    with_one = count_queries(browser, "/formation/")
    for number in range(12):
        SessionFactory.create_batch(2, training=TrainingPageFactory(slug=f"f{number}"), epm=epm)

    assert count_queries(browser, "/formation/") == with_one <= max_queries


def test_wagtail_url_is_the_fixed_url(training):
    assert training.get_absolute_url() == training.get_url() == "/formation/animer-un-atelier/"
    assert CataloguePage.objects.get().get_url() == "/formation/"


def test_training_page_shows_its_content(client, site_tree):
    training = TrainingPageFactory(
        half_days=2,
        introduction="Tenir un groupe.",
        aims="Écrire un résultat\nDécouper deux heures",
        prerequisites="Avoir un atelier à animer.",
        trainer_profile="Une formatrice",
        accessibility="Assis ou debout",
        kit="Des gobelets",
    )
    training.skills.add(SkillFactory(wording="Chercher"))
    training.tags.add("pédagogie")
    training.save()

    page = client.get(training.get_absolute_url()).content.decode()

    for content in (
        "2\u00a0demi-journées",
        "Tenir un groupe.",
        "<li>Écrire un résultat</li>",
        "Temps 2",
        "<li>Un premier point</li>",
        "Avoir un atelier à animer.",
        "Une formatrice",
        "Assis ou debout",
        "<li>Des gobelets</li>",
        "Chercher",
        "?q=p%C3%A9dagogie",
        "Animateurs salariés et bénévoles",
    ):
        assert content in page


def test_kit_shows_the_sheets_that_the_reader_may_read(client, as_animator, training):
    for title, audience in (("Ranger ses photos", "public"), ("Accueillir un public fragile", "member")):
        sheet = SheetFactory(data=SheetContentFactory(title=title, audience=audience))
        training.kit_sheets.add(KitSheet(sheet=sheet, sort_order=len(training.kit_sheets.all())))
    training.kit_sheets.add(KitSheet(sheet=DraftFactory(data=SheetContentFactory(title="Brouillon secret"))))
    training.save()

    def kit(browser) -> list[str]:
        return [sheet.title for sheet in browser.get(training.get_absolute_url()).context["kit_sheets"]]

    assert kit(client) == ["Ranger ses photos"]
    assert kit(as_animator) == ["Ranger ses photos", "Accueillir un public fragile"]


def test_training_shows_the_accessibility_contact(client, site_tree):
    training = TrainingPageFactory(accessibility_contact="Ada Bonnet, ada@example.org")

    page = client.get(training.get_absolute_url()).content.decode()

    assert page.count('<a href="mailto:ada@example.org">ada@example.org</a>') == 1


def test_sessions_show_places_in_words(client, training, epm):
    EnrolmentFactory.create_batch(6, session=SessionFactory(training=training, epm=epm, dates=[in_days(3)]))
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm, dates=[in_days(5)], capacity=1))
    SessionFactory(training=training, epm=epm, dates=[in_days(-3)])

    sessions = client.get(training.get_absolute_url()).context["sessions"]

    assert [session.places_words for session in sessions] == [
        "Il reste 2\u00a0places",
        "Complet\u00a0: liste d’attente",
    ]


def test_enrolled_member_sees_their_status_instead_of_the_button(client, as_animator, animator, session, training):
    button = f'action="/formation/sessions/{session.pk}/inscription/"'
    assert button in as_animator.get(training.get_absolute_url()).content.decode()
    assert button not in client.get(training.get_absolute_url()).content.decode()

    EnrolmentFactory(session=session, member=animator)

    page = as_animator.get(training.get_absolute_url()).content.decode()
    assert button not in page
    assert "Votre inscription est enregistrée" in page


@pytest.mark.parametrize(("visitor", "max_queries"), [("client", 8), ("as_animator", 12)])
def test_training_query_count_is_constant(request, visitor, max_queries, session, training, epm):
    browser = request.getfixturevalue(visitor)
    browser.get(training.get_absolute_url())
    with_one = count_queries(browser, training.get_absolute_url())
    for session in SessionFactory.create_batch(5, training=training, epm=epm, dates=[in_days(3), in_days(4)]):
        EnrolmentFactory.create_batch(2, session=session)
    for number in range(3):
        training.skills.add(SkillFactory(code=f"S{number}"))
        training.kit_sheets.add(KitSheet(sheet=SheetFactory()))
    training.save()

    assert count_queries(browser, training.get_absolute_url()) == with_one <= max_queries


def test_coordinator_opens_a_session_from_the_training(as_coordinator, training):
    page = as_coordinator.get(training.get_absolute_url()).content.decode()

    assert f'href="/formation/sessions/nouvelle/?formation={training.pk}"' in page


def test_accented_slug_has_its_page(client, site_tree):
    TrainingPageFactory(slug="récit-de-territoire")

    assert client.get("/formation/récit-de-territoire/").status_code == 200


def test_unknown_training_gives_404(client, site_tree):
    assert client.get("/formation/inconnue/").status_code == 404


def test_catalogue_refuses_post(client, site_tree):
    assert client.post("/formation/").status_code == 405


def test_week_after_links_the_sheets_that_the_reader_may_read(client, as_animator, training):
    for title, audience in (("Ranger ses photos", "public"), ("Accueillir un public fragile", "member")):
        sheet = SheetFactory(data=SheetContentFactory(title=title, audience=audience))
        training.kit_sheets.add(KitSheet(sheet=sheet, sort_order=len(training.kit_sheets.all())))
    training.week_after = "Ouvrir «\u00a0Ranger ses photos\u00a0», puis «\u00a0Accueillir un public fragile\u00a0»."
    training.save()

    def links(browser) -> list[str]:
        section = browser.get(training.get_absolute_url()).text.split('id="semaine"')[1].split("</section>")[0]
        return re.findall(r'<a href="[^"]+">(.*?)</a>', section)

    assert links(client) == ["Ranger ses photos"]
    assert links(as_animator) == ["Ranger ses photos", "Accueillir un public fragile"]


def test_training_says_where_its_facts_come_from_and_when_they_were_verified(client, site_tree):
    training = TrainingPageFactory(
        sources="CNIL, mots de passe\u00a0: https://www.cnil.fr/mots-de-passe\n\nLe bulletin de la commune",
        screens="Firefox 140",
        verified_on=datetime.date(2026, 11, 29),
    )

    text = client.get(training.get_absolute_url()).text

    assert text.count('<li><a href="https://www.cnil.fr/mots-de-passe">CNIL, mots de passe</a></li>') == 1
    assert text.count("<li>Le bulletin de la commune</li>") == 1
    assert text.count("Écrans montrés&nbsp;: Firefox 140.") == 1
    assert text.count("Faits vérifiés le dimanche 29 novembre 2026.") == 1


def test_training_without_sources_or_week_after_shows_neither(client, training):
    text = client.get(training.get_absolute_url()).text

    assert [text.count(words) for words in ("Sources des faits", "Faits vérifiés", "La semaine suivante")] == [0, 0, 0]
