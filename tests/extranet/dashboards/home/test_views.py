"""The address `/`, for each role."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from b2i.frameworks.framework_loading import load_b2i_adultes
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session_people import SessionTrainer
from forums.messages.drafts.models import MessageDraft
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.readers import CollectionFactory, FavouriteFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import DraftFactory, KeptTextFactory, SheetFactory, SubmittedFactory

# The numbers of the network stay in memory, apart from those that do not.
MOST_QUERIES = 14


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


def titles(items) -> list[str]:
    return [item.title for item in items]


def test_visitor_reads_public_sheets_and_next_dates(client, epm, animator):
    public = SheetFactory(epm=epm, author=animator, data__title="Ranger ses photos")
    private = SheetFactory(epm=epm, author=animator, data__title="Secrets de permanence", data__audience="member")
    workshop = OpenWorkshopFactory(sheet=public, epm=epm)
    OpenWorkshopFactory(sheet=private, epm=epm)
    OpenWorkshopFactory(sheet=public, epm=epm, date=in_days(9), cancelled_at=timezone.now())
    session = SessionFactory(training=TrainingPageFactory(), epm=epm)

    response = client.get("/")

    assert response.status_code == 200
    assert list(response.context["sheets"]) == [public.sheet_ptr]
    assert list(response.context["sessions"]) == [session]
    assert (list(response.context["workshops"]), response.context["workshop_count"]) == ([workshop], 1)
    assert response.context["epm_count"] == 1
    assert "Secrets de permanence" not in response.content.decode()


def test_learner_is_led_to_their_own_record(client_of, epm, animator):
    load_b2i_adultes()
    record = RecordFactory(learner__epm=epm)
    SheetFactory(epm=epm, author=animator, data__title="Secrets de permanence", data__audience="member")

    response = client_of(record.learner.member).get("/", follow=True)

    assert response.redirect_chain == [("/b2i/mon-livret/", 302)]
    assert response.context["learner"] == record.learner
    assert response.content.decode().count("Secrets de permanence") == 0


def test_superuser_without_position_reads_the_public_home(client_of, db):
    response = client_of(MemberFactory(is_superuser=True)).get("/")

    assert response.templates[0].name == "extranet/public/pages/home.html"


@pytest.mark.parametrize("role", ["animator", "territorial", "coordinator"])
def test_dashboard_lists_announced_sessions_alone(request, client_of, role, epm):
    training = TrainingPageFactory()
    later_session = SessionFactory(training=training, epm=epm)
    session_of_today = SessionFactory(training=training, epm=epm, dates=[in_days(0), in_days(1)])
    for status in (SessionStatus.DRAFT, SessionStatus.CANCELLED):
        SessionFactory(training=training, epm=epm, status=status, dates=[in_days(8)])
    for dates in ([in_days(-1)], [in_days(-1), in_days(3)]):
        SessionFactory(training=training, epm=epm, dates=dates)

    dashboard = client_of(request.getfixturevalue(role)).get("/").context["dashboard"]

    assert [training.url for training in dashboard.trainings] == [
        session_of_today.get_absolute_url(),
        later_session.get_absolute_url(),
    ]


def test_animator_sees_only_their_own_tasks(client_of, animator, colleague, epm, other_epm, cahors, figeac):
    own_draft = DraftFactory(epm=epm, author=animator, data__title="Mon brouillon")
    DraftFactory(epm=epm, author=colleague, data__title="Le brouillon d’une collègue")
    territory_topic = TopicFactory(forum=ForumFactory(territory=figeac), title="Notre question")
    TopicFactory(forum=ForumFactory(territory=cahors), title="La question d’un autre territoire")

    dashboard = client_of(animator).get("/").context["dashboard"]

    assert [(item.text, item.detail) for item in dashboard.waiting] == [("Mon brouillon", "Brouillon à terminer")]
    assert dashboard.waiting[0].url == f"/ressources/fiches/{own_draft.pk}/modifier/"
    assert [topic.url for topic in dashboard.topics] == [territory_topic.get_absolute_url()]


def test_animator_sees_their_enrolments_among_the_next_trainings(client_of, animator, epm):
    far_away, next_week = (
        SessionFactory(training=TrainingPageFactory(), epm=epm, dates=[in_days(days)]) for days in (40, 7)
    )
    EnrolmentFactory(session=far_away, member=animator)
    EnrolmentFactory(session=next_week)

    dashboard = client_of(animator).get("/").context["dashboard"]

    assert [(training.url, training.state, training.tone) for training in dashboard.trainings] == [
        (next_week.get_absolute_url(), "", ""),
        (far_away.get_absolute_url(), "Inscription confirmée", "good"),
    ]


def test_animator_must_answer_an_offered_place_in_time(client_of, animator, epm):
    session = SessionFactory(training=TrainingPageFactory(title="Son et image"), epm=epm)
    EnrolmentFactory(session=session, member=animator, offered=True)

    item = client_of(animator).get("/").context["dashboard"].waiting[0]

    assert item.text == "Une place vous est proposée\u00a0: «\u00a0Son et image\u00a0»"
    assert (item.url, item.urgency) == (session.get_absolute_url(), "soon")


def test_enrolment_in_a_cancelled_session_says_so(client_of, animator, epm):
    session = SessionFactory(training=TrainingPageFactory(), epm=epm, status=SessionStatus.CANCELLED)
    EnrolmentFactory(session=session, member=animator)

    training = client_of(animator).get("/").context["dashboard"].trainings[0]

    assert (training.state, training.tone) == ("Session annulée", "bad")


def test_animator_sees_the_next_workshop_of_their_epm(client_of, animator, epm, other_epm):
    OpenWorkshopFactory(epm=other_epm, date=in_days(1))
    OpenWorkshopFactory(epm=epm, date=in_days(5))
    nearest = OpenWorkshopFactory(epm=epm, date=in_days(3))

    response = client_of(animator).get("/")

    assert response.context["dashboard"].workshop == nearest
    assert "Prochain atelier de votre EPM, dans 3\u00a0jours" in response.content.decode()


def test_animator_counts_only_the_learners_of_their_epm(client_of, animator, epm, other_epm):
    load_b2i_adultes()
    RecordFactory(learner__epm=epm)
    RecordFactory(learner__epm=other_epm)

    dashboard = client_of(animator).get("/").context["dashboard"]

    figure = dashboard.figures[0]
    assert (figure.value, figure.label) == ("1", "personne suivie par mon EPM")


@pytest.mark.parametrize(("number", "expected"), [(4, "masqué"), (5, "5")])
@pytest.mark.parametrize("role", ["territorial", "coordinator"])
def test_supervisors_see_no_small_number_of_learners(request, client_of, epm, role, number, expected):
    LearnerFactory.create_batch(number, epm=epm)
    dashboard = client_of(request.getfixturevalue(role)).get("/").context["dashboard"]
    assert [figure.value for figure in dashboard.figures if figure.label == "personnes suivies"] == [expected]


@pytest.mark.parametrize("role", ["territorial", "coordinator", "animator"])
def test_nothing_to_count_is_a_gesture_to_begin_with(request, client_of, role):
    dashboard = client_of(request.getfixturevalue(role)).get("/").context["dashboard"]

    gestures = [(figure.label, figure.url) for figure in dashboard.figures if not figure.value]
    first = {
        "territorial": ("Comment s’ouvre un livret", "/b2i/"),
        "coordinator": ("Inviter une première personne", "/membres/invitations/nouvelle/"),
        "animator": ("Ouvrir un premier livret", "/b2i/livrets/nouveau/"),
    }
    assert first[role] in gestures
    assert "0" not in [figure.value for figure in dashboard.figures]


def test_animator_sees_favourites_and_collections(client_of, animator, colleague):
    client = client_of(animator)
    FavouriteFactory(member=colleague)
    assert client.get("/").context["dashboard"].favourites == ""
    FavouriteFactory.create_batch(2, member=animator)
    CollectionFactory(owner=animator)
    CollectionFactory(owner=animator, deleted=timezone.now())

    response = client.get("/")

    assert response.context["dashboard"].favourites == "2\u00a0fiches gardées et 1\u00a0collection"
    assert 'href="/ressources/mes-favoris/"' in response.content.decode()


def test_territorial_animator_sees_the_sheets_of_their_territory(
    client_of, territorial, animator, stranger, epm, other_epm
):
    sheet = SubmittedFactory(epm=epm, author=animator, data__title="À relire ici")
    SubmittedFactory(epm=other_epm, author=stranger, data__title="À relire ailleurs")

    dashboard = client_of(territorial).get("/").context["dashboard"]

    assert [(item.url, item.badge[:8]) for item in dashboard.waiting] == [
        (f"/ressources/fiches/{sheet.pk}/relire/", "D’ici au")
    ]
    assert [figure.value for figure in dashboard.figures] == ["1", "2", ""]


def test_territorial_animator_sees_what_waits_in_their_territory(
    client_of, territorial, animator, stranger, epm, other_epm, figeac
):
    SubmittedFactory(epm=epm, author=animator)
    SubmittedFactory(epm=other_epm, author=stranger)
    TopicFactory(forum=ForumFactory(territory=figeac), author=animator)
    client = client_of(territorial)

    dashboard = client.get("/").context["dashboard"]

    assert dashboard.territory_name == "Territoire de Figeac"
    assert [f"{line.shown} {line.label}" for line in dashboard.territory] == [
        "1 EPM qui ne publie rien",
        "1 EPM sans atelier noté",
        "1 personne jamais formée",
        "1 question sans réponse",
        "1 fiche à relire",
    ]
    assert [len(client.get(line.url).context["list_rows"]) for line in dashboard.territory] == [1] * 5


def test_coordinator_sees_attendance_to_close_and_the_plan(client_of, coordinator, epm, animator):
    training = TrainingPageFactory(title="Animer un atelier collectif")
    yesterday = SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    SubmittedFactory(epm=epm, author=animator)

    dashboard = client_of(coordinator).get("/").context["dashboard"]

    half_day = yesterday.half_days.get()
    assert [item.url for item in dashboard.waiting] == [
        f"/formation/sessions/{yesterday.pk}/emargement/{half_day.pk}/",
        "/ressources/a-relire/",
    ]
    assert dashboard.waiting[1].text == "1\u00a0fiche en relecture"
    assert (dashboard.plan.delivered, dashboard.plan.target) == (0, 32)


def test_trainer_sees_attendance_to_close_of_their_own_sessions(client_of, animator, colleague, epm):
    own_session, other_session = (
        SessionFactory(training=TrainingPageFactory(), epm=epm, dates=[in_days(-1)]) for _ in range(2)
    )
    SessionTrainer.objects.create(session=own_session, member=animator, is_lead=True)
    SessionTrainer.objects.create(session=other_session, member=colleague, is_lead=True)

    dashboard = client_of(animator).get("/").context["dashboard"]

    assert [item.url for item in dashboard.waiting] == [
        f"/formation/sessions/{own_session.pk}/emargement/{own_session.half_days.get().pk}/"
    ]


@pytest.mark.parametrize("role", ["animator", "territorial", "coordinator"])
def test_dashboard_query_count_is_constant(request, client_of, role, epm, animator, figeac):
    member = request.getfixturevalue(role)
    client = client_of(member)
    forum = ForumFactory(territory=figeac)

    def fill() -> None:
        KeptTextFactory(member=member)
        MessageDraft.objects.create(member=member, topic=TopicFactory(forum=forum), body="Bonjour")
        SubmittedFactory(epm=epm, author=animator)
        DraftFactory(epm=epm, author=animator)
        SheetFactory(epm=epm, author=animator)
        SessionFactory(training=TrainingPageFactory(), epm=epm)
        TopicFactory(forum=forum)
        FavouriteFactory(member=member)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    fill()
    client.get("/")
    with_one = cost()
    for _ in range(4):
        fill()

    assert cost() == with_one
    assert with_one <= MOST_QUERIES


@pytest.mark.parametrize("role", ["territorial", "coordinator"])
def test_outsider_is_not_counted_among_members(request, client_of, role, animator, outsider):
    dashboard = client_of(request.getfixturevalue(role)).get("/").context["dashboard"]

    assert [figure.value for figure in dashboard.figures if "du réseau" in figure.label] == ["2"]


@pytest.mark.parametrize("role", ["animator", "territorial", "coordinator"])
def test_text_begun_and_never_saved_comes_first(request, client_of, role, colleague, figeac):
    member, forum = request.getfixturevalue(role), ForumFactory(territory=figeac)
    begun = KeptTextFactory(member=member, title="Le clavier", written=timezone.now() - timedelta(hours=3))
    KeptTextFactory(member=colleague, title="À une autre")
    topic = TopicFactory(forum=forum, title="La souris", author=colleague)
    MessageDraft.objects.create(member=member, topic=topic, body="Oui", saved=timezone.now() - timedelta(hours=2))
    MessageDraft.objects.create(member=member, forum=forum, title="L’écran", saved=timezone.now())

    waiting = client_of(member).get("/").context["dashboard"].waiting

    assert [(item.text, item.url) for item in waiting[:3]] == [
        ("Reprendre «\u00a0L’écran\u00a0»", reverse("forums:topic_new", args=[forum.slug])),
        ("Reprendre «\u00a0Réponse\u00a0: La souris\u00a0»", f"{topic.get_absolute_url()}#message"),
        ("Reprendre «\u00a0Le clavier\u00a0»", begun.get_absolute_url()),
    ]
    assert not any(item.text.startswith("Reprendre") for item in waiting[3:])


def test_begun_texts_that_cannot_be_sent_any_more_are_not_offered(client_of, animator, colleague, cahors, epm):
    KeptTextFactory(member=animator, sheet=DraftFactory(epm=epm, author=colleague).sheet_ptr)
    MessageDraft.objects.create(member=animator, forum=ForumFactory(territory=cahors), title="L’écran")

    assert client_of(animator).get("/").context["dashboard"].waiting == []


def test_draft_with_a_begun_text_has_one_line(client_of, animator, epm):
    draft = DraftFactory(epm=epm, author=animator)
    text = KeptTextFactory(member=animator, sheet=draft.sheet_ptr)

    waiting = client_of(animator).get("/").context["dashboard"].waiting

    assert [item.url for item in waiting] == [text.get_absolute_url()]
