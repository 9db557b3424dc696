"""The page of a session: what each part says, and to whom."""

import pytest
from django.utils.html import strip_tags

from formation.enums import EnrolmentStatus
from formation.sessions.enums import PlaceKind, SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.wording import day_in_full
from formation.year.planning.models import SessionWaiver
from reseau.enums import Weekday
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.formation.ordinary_days import ordinary_day

LINK = "https://visio.example.org/a"
ACTIONS = ("Annoncer la session", "Modifier la session", "Gérer les inscriptions", "Annuler la session")


def text_of(browser, session) -> str:
    """Return the words of the page, with plain spaces."""
    page = browser.get(session.get_absolute_url()).text
    return " ".join(strip_tags(page[page.index("<main") : page.index("</main>")]).split())


def shown(text: str, words) -> list[str]:
    return [word for word in words if word in text]


@pytest.fixture
def breach(epm):
    """Every day is a market day of the commune of `epm`: a session there breaches a soft rule."""
    epm.commune.market_days = list(Weekday)
    epm.commune.save()


@pytest.fixture
def waiver(session, coordinator, breach):
    return SessionWaiver.objects.create(
        session=session, bends="Le mardi est jour de marché à Gramat.", reason="La salle est libre", by=coordinator
    )


# Rules


def test_waiver_names_its_author_and_its_day(as_animator, session, waiver, coordinator):
    text = text_of(as_animator, session)
    assert f"La salle est libre ({coordinator}, {day_in_full(waiver.at)})" in text
    assert shown(text, ["Malgré tout Le mardi est jour de marché à Gramat.", "Règles non respectées"]) == [
        "Malgré tout Le mardi est jour de marché à Gramat."
    ]


def test_waiver_outlives_the_account_of_its_author(as_animator, session, waiver):
    waiver.by = None
    waiver.save()
    assert f"La salle est libre ({day_in_full(waiver.at)})" in text_of(as_animator, session)


def test_waiver_of_a_cancelled_session_is_not_shown(as_animator, session, waiver):
    Session.objects.update(status=SessionStatus.CANCELLED)
    assert "Malgré tout" not in text_of(as_animator, session)


def test_rules_not_followed_are_shown_to_coordinators_only(as_coordinator, as_animator, session, breach):
    pages = [text_of(browser, session) for browser in (as_coordinator, as_animator)]
    assert ["Règles non respectées" in page for page in pages] == [True, False]
    assert [shown(page, ["Motif de la dérogation", "Malgré tout"]) for page in pages] == [[], []]


def test_reason_is_asked_before_a_draft_against_a_rule_is_announced(as_coordinator, session, breach):
    Session.objects.update(status=SessionStatus.DRAFT)
    text = text_of(as_coordinator, session)
    assert [text.count(words) for words in ("Motif de la dérogation", "Annoncer la session")] == [1, 1]


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        (SessionStatus.DRAFT, ACTIONS),
        (SessionStatus.OPEN, ACTIONS[1:]),
        (SessionStatus.CANCELLED, ()),
    ],
)
@pytest.mark.parametrize("has_waiver", [False, True])
def test_coordinators_get_the_actions_of_the_status(request, as_coordinator, session, status, actions, has_waiver):
    if has_waiver:
        request.getfixturevalue("waiver")
    session.half_days.update(date=ordinary_day(5))
    Session.objects.update(status=status)
    text = text_of(as_coordinator, session)
    assert shown(text, [*ACTIONS, "Motif de la dérogation"]) == list(actions)


def test_members_get_no_action_of_coordinators(as_animator, as_territorial, session):
    assert [shown(text_of(browser, session), ACTIONS) for browser in (as_animator, as_territorial)] == [[], []]


# Head


def test_head_says_one_day_or_the_first_and_the_last(as_animator, training, epm):
    one_day = SessionFactory(training=training, epm=epm, dates=[in_days(7)])
    HalfDayFactory(session=one_day, date=in_days(7), part="afternoon")
    two_days = SessionFactory(training=training, epm=epm, dates=[in_days(7), in_days(9)])

    texts = [text_of(as_animator, session) for session in (one_day, two_days)]

    first, last = day_in_full(in_days(7)), day_in_full(in_days(9))
    assert f"{training.title} {first.capitalize()}, EPM de Gramat" in texts[0]
    assert f"{training.title} Du {first.rpartition(' ')[0]} au {last}, EPM de Gramat" in texts[1]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SessionStatus.DRAFT, "Brouillon La coordination seule voit cette session."),
        (SessionStatus.CANCELLED, "Annulée Neige"),
        (SessionStatus.OPEN, ""),
    ],
)
def test_head_says_the_status(as_coordinator, session, status, words):
    Session.objects.update(status=status, cancel_reason="Neige" if status == SessionStatus.CANCELLED else "")
    statuses = ["Brouillon La coordination seule voit cette session.", "Annulée Neige"]
    assert shown(text_of(as_coordinator, session), statuses) == [words] * bool(words)


# Enrolment


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        ({"minimum": 3}, "La session a lieu à partir de 3 personnes."),
        ({"opens_on": in_days(-2)}, f"Inscriptions à partir du {day_in_full(in_days(-2))}"),
        ({"closes_on": in_days(2)}, f"Inscriptions jusqu’au {day_in_full(in_days(2))}."),
        (
            {"opens_on": in_days(-2), "closes_on": in_days(2)},
            f"Inscriptions à partir du {day_in_full(in_days(-2))} jusqu’au {day_in_full(in_days(2))}.",
        ),
    ],
)
def test_conditions_of_enrolment_are_shown(as_animator, session, conditions, sentence):
    assert shown(text_of(as_animator, session), ["La session a lieu à partir", "Inscriptions "]) == ["Inscriptions "]
    Session.objects.update(**conditions)
    assert sentence in text_of(as_animator, session)


def test_places_kept_for_a_territory_are_shown_with_their_last_day(as_animator, session, figeac, cahors):
    session.quotas.create(territory=figeac, places=2)
    session.quotas.create(territory=cahors, places=1)
    text = text_of(as_animator, session)
    assert ("2 places gardées au territoire de Figeac" in text, "jusqu’au" in text) == (True, False)
    Session.objects.update(quotas_until=in_days(3))
    text = text_of(as_animator, session)
    until = day_in_full(in_days(3), "j F")
    assert f"2 places gardées au territoire de Figeac jusqu’au {until}." in text
    assert f"1 place gardée au territoire de Cahors jusqu’au {until}." in text


def test_coordinators_read_who_waits_for_what(as_coordinator, as_animator, session):
    offered, requested, waiting = (
        [EnrolmentFactory(session=session, member__last_name=name, **status) for name in names]
        for names, status in [
            (("Bach", "Vidal"), {"offered": True}),
            (("Roques", "Soulié"), {"status": EnrolmentStatus.REQUESTED}),
            (("Delmas",), {"waiting": True}),
        ]
    )

    texts = [text_of(browser, session) for browser in (as_coordinator, as_animator)]

    sentences = [
        f"Places proposées : {offered[0].member}, {offered[1].member}.",
        f"Accord de l’employeur attendu : {requested[0].member}, {requested[1].member}.",
        f"Liste d’attente {waiting[0].member}",
    ]
    assert [shown(text, sentences) for text in texts] == [sentences, []]


def test_session_nobody_waits_for_has_no_queue(as_coordinator, session):
    labels = ["proposée", "Accord de l’employeur", "Liste d’attente", "sur la liste d’attente"]
    assert shown(text_of(as_coordinator, session), labels) == []


# Way


@pytest.mark.parametrize(
    ("is_accessible", "words"),
    [(True, "Accessible en fauteuil roulant"), (False, "Pas encore accessible en fauteuil roulant")],
)
def test_access_by_wheelchair_is_shown(as_animator, session, epm, is_accessible, words):
    epm.is_accessible = is_accessible
    epm.save()
    assert words in text_of(as_animator, session)


@pytest.mark.parametrize(
    ("link", "has_place", "words"),
    [
        ("", True, "Le lien n’est pas encore connu."),
        (LINK, False, "Le lien est donné aux personnes qui ont une place."),
        (LINK, True, "Rejoindre la réunion"),
    ],
)
def test_link_of_a_remote_session_is_for_participants(as_animator, animator, session, link, has_place, words):
    Session.objects.update(place_kind=PlaceKind.REMOTE, epm=None, link=link)
    if has_place:
        EnrolmentFactory(session=session, member=animator)
    every = ["Le lien n’est pas encore connu.", "Le lien est donné aux personnes", "Rejoindre la réunion", "Y aller"]

    text = text_of(as_animator, session)

    assert (shown(text, every), words in text) == ([next(start for start in every if words.startswith(start))], True)
    assert (LINK in as_animator.get(session.get_absolute_url()).text) == (words == "Rejoindre la réunion")
    assert "Partager une voiture" not in text


def test_session_in_an_epm_may_have_a_link_too(as_animator, session):
    assert "Le lien" not in text_of(as_animator, session)
    Session.objects.update(link=LINK)
    assert "Le lien est donné aux personnes qui ont une place." in text_of(as_animator, session)


@pytest.mark.parametrize(
    ("days", "status", "count"),
    [
        (7, SessionStatus.OPEN, 1),
        (7, SessionStatus.CANCELLED, 0),
        (7, SessionStatus.DRAFT, 0),
        (-1, SessionStatus.OPEN, 0),
    ],
)
def test_rides_are_shared_to_open_sessions_to_come(client_of, training, epm, days, status, count):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(days)], status=status)
    coordinator = MemberFactory(coordinator=True)
    session.trainers.create(member=coordinator, is_lead=True)
    assert text_of(client_of(coordinator), session).count("Partager une voiture") == count


# Half-days and papers


def test_programme_is_shown_if_the_half_days_follow_it(as_animator, session, training):
    assert "Temps 1" not in text_of(as_animator, session)
    HalfDayFactory(session=session, date=in_days(8))
    assert shown(text_of(as_animator, session), ["Temps 1", "Temps 2"]) == ["Temps 1", "Temps 2"]


def test_withdrawn_training_is_not_linked(as_animator, session, training):
    assert "Objectifs et programme" in text_of(as_animator, session)
    training.live = False
    training.save()
    assert "Objectifs et programme" not in text_of(as_animator, session)


SHEETS = ("Feuille d’émargement", "Feuilles d’émargement de la session")


def test_attendance_sheets_are_for_coordinators_and_trainers(as_animator, as_coordinator, client_of, session):
    trainer = PositionFactory().member
    session.trainers.create(member=trainer, is_lead=True)
    texts = [text_of(browser, session) for browser in (as_animator, as_coordinator, client_of(trainer))]
    assert [shown(text, SHEETS) for text in texts] == [[], list(SHEETS), list(SHEETS)]
    assert ["Formation assurée par" in text for text in texts] == [True] * 3

    Session.objects.update(status=SessionStatus.CANCELLED)
    assert shown(text_of(as_coordinator, session), SHEETS) == []


@pytest.mark.parametrize(
    ("contract", "has_place", "changes", "count"),
    [
        ("volunteer", True, {}, 1),
        ("volunteer", True, {"epm": "own"}, 0),  # no journey
        ("volunteer", False, {}, 0),
        ("employee", True, {}, 0),
        ("volunteer", True, {"status": SessionStatus.CANCELLED}, 0),
        ("volunteer", True, {"place_kind": PlaceKind.REMOTE, "epm": None}, 0),
    ],
)
def test_mission_order_is_for_volunteers_with_a_place(
    client_of, session, other_epm, contract, has_place, changes, count
):
    member = PositionFactory(epm=other_epm, contract=contract).member
    if has_place:
        EnrolmentFactory(session=session, member=member)
    Session.objects.update(**changes | ({"epm": other_epm} if changes.get("epm") == "own" else {}))
    assert text_of(client_of(member), session).count("Mon ordre de mission") == count


def test_volunteer_without_epm_has_no_mission_order(client_of, session, figeac):
    member = PositionFactory(territorial=True, territory=figeac, contract="volunteer").member
    EnrolmentFactory(session=session, member=member)
    assert "Mon ordre de mission" not in text_of(client_of(member), session)


def test_messages_sent_are_for_coordinators(as_animator, as_coordinator, session):
    assert ["Qui a reçu quoi" in text_of(browser, session) for browser in (as_animator, as_coordinator)] == [
        False,
        True,
    ]


def test_participants_read_that_they_are_one_of_them(as_animator, as_coordinator, animator, session):
    assert "Aucune inscription pour l’instant." in text_of(as_animator, session)
    EnrolmentFactory(session=session, member=animator)
    EnrolmentFactory(session=session, member=MemberFactory(last_name="Vidal"))
    assert "Avec vous 2 inscriptions." in text_of(as_animator, session)
    assert "Inscriptions (2)" in text_of(as_coordinator, session)
