"""What each link of the site leads to, for whom."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import set_script_prefix

from formation.sessions.enums import SessionStatus
from reseau.texts.link_cards import MOST_ADDRESSES, LinkCard, cards_of
from ressources.library.collections.models import Collection
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import SessionFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.ressources import DraftFactory, ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(site_tree):
    """The pages above sheets and trainings."""


def card_of(user, instance) -> LinkCard | None:
    url = instance if isinstance(instance, str) else instance.get_absolute_url()
    return cards_of(user, [url]).get(url)


def test_each_kind_of_object_says_what_it_is(epm, animator, colleague):
    sheet = SheetFactory(epm=epm, data__title="Ranger ses photos")
    topic = TopicFactory(author=animator, title="Souris lente", forum=ForumFactory(title="Réseau"))
    post = PostFactory(topic=topic, author=colleague)
    collection = Collection.objects.create(owner=animator, title="Pour l’hiver")
    day, hour = datetime.date(2027, 3, 12), datetime.time(14)
    workshop = OpenWorkshop.objects.create(sheet=sheet, epm=epm, date=day, start=hour, minutes=90, places=8)
    assert card_of(animator, sheet) == LinkCard("Fiche d’atelier", "Ranger ses photos", sheet.aim)
    assert card_of(animator, topic) == LinkCard("Sujet", "Souris lente", "Réseau, répondu")
    assert card_of(animator, f"/forums/message/{post.pk}/") == LinkCard("Message", "Souris lente", str(colleague))
    assert card_of(animator, epm) == LinkCard("Lieu", "EPM de Gramat", f"{epm.get_kind_display()} à Gramat")
    assert card_of(animator, colleague) == LinkCard("Membre", str(colleague), str(colleague.main_position))
    assert card_of(animator, collection) == LinkCard("Collection", "Pour l’hiver", "0\u00a0fiche")
    assert card_of(animator, workshop) == LinkCard(
        "Atelier ouvert à tous", "Ranger ses photos", f"vendredi 12 mars 2027, {workshop.place}"
    )


def test_session_says_its_day_and_place_or_that_it_is_cancelled(animator):
    session = SessionFactory()
    day = session.half_days.first().date
    card = card_of(animator, session)
    assert (card.kind, card.title, str(day.year) in card.line) == ("Session", session.training.title, True)
    assert card_of(animator, session.training) == LinkCard("Formation", session.training.title)
    session.status, session.cancel_reason = SessionStatus.CANCELLED, "Neige"
    session.save()
    assert card_of(animator, session).line.startswith("Annulée. ")


def test_obsolete_sheet_says_so(epm, animator):
    sheet = SheetFactory(epm=epm)
    ObsolescenceFactory(sheet=sheet)
    assert card_of(animator, sheet).line == f"Obsolète. {sheet.aim}"


def test_what_one_does_not_see_has_no_card(epm, figeac, animator, stranger, outsider):
    secret = TopicFactory(author=animator, forum=ForumFactory(territory=figeac))
    post = PostFactory(topic=secret)
    draft = DraftFactory(epm=epm, author=animator)
    collection = Collection.objects.create(owner=animator, title="À moi")
    hidden = [secret, f"/forums/message/{post.pk}/", draft, collection, SessionFactory(status=SessionStatus.DRAFT)]
    assert [card_of(stranger, each) for each in hidden] == [None] * 5
    # Their own topic and collection, which shows that the addresses are good.
    assert [bool(card_of(animator, each)) for each in hidden] == [True, True, False, True, False]
    assert card_of(stranger, outsider) is None
    learner = LearnerFactory(epm=epm).member
    assert [card_of(learner, each) for each in (animator, TopicFactory(author=animator))] == [None, None]


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example/ressources/",
        "//ailleurs.example/annuaire/gramat/",
        "/nulle-part/ailleurs/",
        "/membres/999999/",
        "/membres/",
        "mailto:a@example.org",
        "/%00/",
        "/annuaire/%ff/",
    ],
)
def test_other_addresses_have_no_card(address, animator):
    assert cards_of(animator, [address]) == {}


@override_settings(ORIGIN="https://extranet.example")
def test_whole_address_and_its_query_lead_to_the_same_object(epm, animator):
    address = f"https://extranet.example{epm.get_absolute_url()}?x=1#horaires"
    assert cards_of(animator, [address])[address].title == "EPM de Gramat"
    assert cards_of(animator, [f"https://extranet.example.evil.org{epm.get_absolute_url()}"]) == {}


def test_prefix_of_the_site_is_left_out(epm, animator):
    set_script_prefix("/extranet/")
    try:
        url = epm.get_absolute_url()
        assert url.startswith("/extranet/")
        assert cards_of(animator, [url])[url].title == "EPM de Gramat"
        assert cards_of(animator, [url.removeprefix("/extranet")]) == {}
    finally:
        set_script_prefix("/")


def test_queries_depend_on_kinds_and_not_on_links(epm, animator):
    def count(*objects) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(cards_of(animator, [each.get_absolute_url() for each in objects])) == len(objects)
        return len(queries)

    sheets, topics = SheetFactory.create_batch(3, epm=epm), TopicFactory.create_batch(3, author=animator)
    assert count(sheets[0], topics[0]) == count(*sheets, *topics) == 2


def test_ten_thousand_addresses_ask_about_the_first(animator):
    addresses = [f"/membres/{key}/" for key in range(100_000, 110_000)]
    with CaptureQueriesContext(connection) as queries:
        cards_of(animator, [*addresses, animator.get_absolute_url()])
    # The positions of the reader, and the members.
    assert len(queries) == 2
    assert animator.get_absolute_url() not in cards_of(animator, [*addresses[:MOST_ADDRESSES], "/membres/0/"])
