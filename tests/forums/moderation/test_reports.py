"""Reports: one open for a person and a message, told to those who watch, taken in hand, settled with an answer."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from alertes.channels.notices.models import Notice
from forums.enums import ForumKind
from forums.moderation.enums import ReportOutcome, ReportReason
from forums.moderation.models import ModerationAction, PostReport, posts_to_moderate
from forums.moderation.services import reports as services
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.forums.permissions import watches_forum
from reseau.people.members.models.member import Member
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.moderation import PostReportFactory
from tests.parallel import start_before_commit

pytestmark = pytest.mark.django_db
QUEUE = "/forums/moderation/"


@pytest.fixture
def post(figeac_topic, animator):
    """An answer that its author may be reported for, in the forum of Figeac."""
    return PostFactory(topic=figeac_topic, author=animator, body="Untel est un incapable.")


def test_report_reaches_who_watches_nearest_and_nobody_else(
    client_of, post, colleague, territorial, other_territorial, coordinator
):
    address = reverse("forums:report", args=[post.pk])
    browser = client_of(colleague)

    assert "Untel est un incapable." in browser.get(address).content.decode()
    response = browser.post(address, {"reason": "hurtful", "words": "Il vise\r\nquelqu’un."})

    assert response.url == post.page_url
    report = PostReport.objects.get()
    assert (report.post, report.reporter, report.reason, report.words) == (
        post,
        colleague,
        "hurtful",
        "Il vise\nquelqu’un.",
    )
    assert list(Notice.objects.values_list("member", "text")) == [(territorial.pk, "1\u00a0message à modérer")]


def test_author_is_told_nothing_of_a_report(client_of, post, colleague, animator):
    PostReportFactory(post=post, by=colleague)

    assert not Notice.objects.filter(member=animator).exists()
    page = client_of(animator).get(post.topic.get_absolute_url()).content.decode()
    assert "signalé" not in page
    assert "Signaler" not in str(BeautifulSoup(page, "html.parser").select_one(f"#message-{post.pk}"))


def test_own_message_and_one_without_text_are_not_reported(client_of, post, animator, colleague):
    address = reverse("forums:report", args=[post.pk])

    assert client_of(animator).get(address).status_code == 404
    post.withdrawn, post.body = post.created, ""
    post.save()
    assert client_of(colleague).post(address, {"reason": "hurtful"}).status_code == 404


def test_second_report_waits_for_the_first_and_nothing_typed_is_lost(client_of, post, colleague):
    PostReportFactory(post=post, by=colleague)

    page = client_of(colleague).post(
        reverse("forums:report", args=[post.pk]), {"reason": "other", "words": "Encore une fois"}
    )

    assert "Vous avez déjà signalé ce message" in page.content.decode()
    assert "Encore une fois</textarea>" in page.content.decode()
    assert PostReport.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PostReport.objects.create(post=post, reporter=colleague, reason=ReportReason.WRONG)


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "reason", "Choisissez ce qui ne va pas."),
        ({"reason": "other"}, "words", "Dites en une phrase ce qui ne va pas."),
        ({"reason": "wrong", "words": "a" * 501}, "words", "501\u00a0caractères, 500 au plus\u00a0: raccourcissez."),
    ],
)
def test_report_says_beside_the_field_what_is_missing(client_of, post, colleague, data, field, message):
    page = client_of(colleague).post(reverse("forums:report", args=[post.pk]), data)

    assert page.context["form"].errors == {field: [message]}
    assert not PostReport.objects.exists()


def test_same_person_reports_again_once_it_is_settled(post, colleague, territorial):
    PostReportFactory(post=post, by=colleague)
    services.settle(post=post, by=territorial, outcome=ReportOutcome.NOTHING, answer="Il peut rester.")

    PostReportFactory(post=post, by=colleague)

    assert list(PostReport.objects.values_list("outcome", flat=True)) == ["nothing", ""]


def test_settled_report_has_an_outcome_in_the_database(post, colleague):
    report = PostReportFactory(post=post, by=colleague)

    with pytest.raises(IntegrityError), transaction.atomic():
        PostReport.objects.filter(pk=report.pk).update(settled=report.created)


@pytest.mark.parametrize("person", ["animator", "colleague", "stranger", "learner", "other_territorial"])
def test_report_is_404_for_who_does_not_watch_over_the_forum(client_of, post, colleague, person, request):
    report = PostReportFactory(post=post, by=colleague, words="Il vise Monique")
    browser = client_of(request.getfixturevalue(person))
    names = ("moderate", "settle_reports", "hide", "erase")

    for address in [*(reverse(f"forums:{name}", args=[post.pk]) for name in names)]:
        page = browser.get(address)
        assert page.status_code == 404
        assert "Monique" not in page.content.decode()
    for name in ("take_in_hand", "hand_back", "show", "settle_reports", "hide", "erase"):
        data = {"outcome": "nothing", "answer": "Non", "reason": "wrong", "words": "Non", "sure": "on"}
        assert browser.post(reverse(f"forums:{name}", args=[post.pk]), data).status_code == 404
    report.refresh_from_db()
    post.refresh_from_db()
    assert (report.settled, report.handler, post.hidden, post.erased) == (None, None, None, None)
    assert not ModerationAction.objects.exists()


def test_queue_is_404_without_a_forum_to_watch_over(client_of, post, colleague, stranger, learner):
    PostReportFactory(post=post, by=colleague)

    for person in (colleague, stranger, learner):
        assert [client_of(person).get(f"{QUEUE}{part}").status_code for part in ("", "journal/")] == [404, 404]


def test_territorial_animator_sees_the_reports_of_their_territory_alone(
    client_of, post, colleague, territorial, other_territorial, coordinator, cahors_forum, stranger
):
    elsewhere = PostFactory(topic=TopicFactory(forum=cahors_forum, author=stranger), body="Ailleurs")
    PostReportFactory(post=post, by=colleague)
    PostReportFactory(post=elsewhere, by=colleague)

    shown = {person: list(client_of(person).get(QUEUE).context["posts"]) for person in (territorial, other_territorial)}

    assert shown == {territorial: [post], other_territorial: [elsewhere]}
    page = client_of(coordinator).get(QUEUE)
    assert page.context["places"] == [("Cahors", 1), ("Figeac", 1)]
    assert list(client_of(coordinator).get(f"{QUEUE}?lieu=Cahors").context["posts"]) == [elsewhere]
    assert list(client_of(coordinator).get(f"{QUEUE}?lieu=Nulle part").context["posts"]) == []


def test_keeper_of_a_project_moderates_it(client_of, animator, colleague, stranger):
    forum = ForumFactory(kind=ForumKind.PROJECT, slug="projet")
    for member, is_keeper in ((animator, True), (colleague, False), (stranger, False)):
        ForumMember.objects.create(forum=forum, member=member, is_keeper=is_keeper)
    written = PostFactory(topic=TopicFactory(forum=forum, author=colleague), author=colleague)
    PostReportFactory(post=written, by=stranger)

    assert list(client_of(animator).get(QUEUE).context["posts"]) == [written]
    assert Notice.objects.get().member == animator
    assert client_of(colleague).get(QUEUE).status_code == 404


def test_who_watches_does_not_read_who_reported_their_own_message(client_of, figeac_topic, territorial, colleague):
    written = PostFactory(topic=figeac_topic, author=territorial)
    PostReportFactory(post=written, by=colleague)

    assert list(client_of(territorial).get(QUEUE).context["posts"]) == []
    assert client_of(territorial).get(reverse("forums:moderate", args=[written.pk])).status_code == 404
    assert not Notice.objects.filter(member=territorial).exists()


def test_network_watchers_and_lists_say_the_same(
    animator, colleague, territorial, other_territorial, coordinator, stranger, figeac, epm
):
    project = ForumFactory(kind=ForumKind.PROJECT)
    ForumMember.objects.create(forum=project, member=animator, is_keeper=True)
    ForumMember.objects.create(forum=project, member=stranger)
    for place in ({}, {"kind": ForumKind.THEME}, {"territory": figeac}, {"epm": epm}):
        ForumFactory(**place)
    people = [animator, colleague, territorial, other_territorial, coordinator, stranger]

    for forum in Forum.objects.with_place():
        expected = {person for person in people if watches_forum(Member.objects.get(pk=person.pk), forum)}
        assert {p for p in people if forum in Forum.objects.watched_by(Member.objects.get(pk=p.pk))} == expected
        assert set(forum.watchers()) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_with_more_reports(
    client_of, figeac_topic, animator, territorial, count, django_assert_max_num_queries
):
    for written in PostFactory.create_batch(count, topic=figeac_topic, author=animator):
        PostReportFactory.create_batch(2, post=written)
    browser = client_of(territorial)
    browser.get(QUEUE)

    with django_assert_max_num_queries(10):
        page = browser.get(QUEUE)
    assert len(page.context["posts"]) == count
    assert len(page.content) < 30_000


def test_one_takes_in_hand_and_the_other_is_told(client_of, post, colleague, territorial, coordinator):
    report = PostReportFactory(post=post, by=colleague)
    take = reverse("forums:take_in_hand", args=[post.pk])

    client_of(territorial).post(take)
    page = client_of(coordinator).post(take, follow=True)

    report.refresh_from_db()
    assert report.handler == territorial
    assert f"{territorial} s’en occupe déjà." in page.content.decode()
    assert f"{territorial} s’en occupe" in client_of(coordinator).get(QUEUE).content.decode()
    assert "Vous vous en occupez" in client_of(territorial).get(QUEUE).content.decode()
    client_of(territorial).post(reverse("forums:hand_back", args=[post.pk]))
    report.refresh_from_db()
    assert report.handler is None


def test_later_report_of_a_message_in_hand_has_the_same_handler(post, colleague, territorial, coordinator):
    PostReportFactory(post=post, by=colleague)
    services.take_in_hand(post=post, by=territorial)

    assert PostReportFactory(post=post).handler == territorial


def test_answer_reaches_each_reporter_and_the_others_lose_their_reminder(
    client_of, post, colleague, territorial, coordinator, animator
):
    other = PostReportFactory(post=post).reporter
    other.positions.update(epm=colleague.positions.get().epm)
    PostReportFactory(post=post, by=colleague)
    address = reverse("forums:settle_reports", args=[post.pk])

    empty = client_of(territorial).post(address, {"outcome": "nothing"})
    assert empty.context["form"].errors == {"answer": ["Répondez en une phrase\u00a0: quelqu’un attend."]}
    response = client_of(territorial).post(address, {"outcome": "nothing", "answer": "C’est rude, mais permis."})

    assert response.url == QUEUE
    answers = Notice.objects.filter(kind="forums.report_answered")
    assert set(answers.values_list("member", flat=True)) == {colleague.pk, other.pk}
    assert "C’est rude, mais permis." in answers.first().text
    assert not Notice.objects.filter(kind="forums.to_moderate").exists()
    assert not Notice.objects.filter(member=animator).exists()
    action = ModerationAction.objects.get()
    assert (action.kind, action.by, action.post, action.reason) == ("settle", territorial, post, "Rien à faire")


def test_settled_twice_says_so(client_of, post, colleague, territorial):
    PostReportFactory(post=post, by=colleague)
    services.settle(post=post, by=territorial, outcome=ReportOutcome.NOTHING, answer="Rien")

    page = client_of(territorial).post(
        reverse("forums:settle_reports", args=[post.pk]), {"outcome": "acted", "answer": "Réglé"}
    )

    assert services.ALREADY_SETTLED in page.content.decode()
    assert PostReport.objects.get().outcome == "nothing"
    with pytest.raises(ValidationError, match="traités"):
        services.take_in_hand(post=post, by=territorial)


def test_service_refuses_who_does_not_moderate(post, colleague, stranger):
    PostReportFactory(post=post, by=colleague)

    with pytest.raises(ValidationError, match="modérez pas"):
        services.settle(post=post, by=stranger, outcome=ReportOutcome.NOTHING, answer="Rien")


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_dashboard_says_what_waits_and_nothing_when_nothing_does(client_of, post, colleague, person, request):
    browser = client_of(request.getfixturevalue(person))
    before = browser.get("/").content.decode()

    PostReportFactory(post=post, by=colleague)

    assert "modérer" not in before
    assert "1\u00a0message à modérer" in browser.get("/").content.decode()


def test_dashboard_of_an_animator_who_keeps_a_project(client_of, animator, colleague, stranger):
    forum = ForumFactory(kind=ForumKind.PROJECT)
    for member in (animator, colleague, stranger):
        ForumMember.objects.create(forum=forum, member=member, is_keeper=member == animator)
    PostReportFactory(post=PostFactory(topic=TopicFactory(forum=forum, author=colleague)), by=stranger)

    assert "1\u00a0message à modérer" in client_of(animator).get("/").content.decode()
    assert "modérer" not in client_of(colleague).get("/").content.decode()


def test_departed_reporter_leaves_the_report_without_name(client_of, post, colleague, territorial):
    report = PostReportFactory(post=post, by=colleague)
    colleague.delete()

    report.refresh_from_db()
    assert report.reporter is None
    assert posts_to_moderate(territorial).get() == post
    assert (
        "Une personne partie du réseau"
        in client_of(territorial).get(reverse("forums:moderate", args=[post.pk])).content.decode()
    )


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_moderators_settle_at_once_and_one_answer_leaves_on_postgresql(post, colleague, territorial, coordinator):
    PostReportFactory(post=post, by=colleague)

    def settle(by, answer):
        try:
            services.settle(post=post, by=by, outcome=ReportOutcome.NOTHING, answer=answer)
        except ValidationError as refusal:
            return refusal.messages
        return answer

    second = start_before_commit(lambda: settle(territorial, "Un"), lambda: settle(coordinator, "Deux"))

    assert second == [services.ALREADY_SETTLED]
    assert PostReport.objects.get().answer == "Un"
