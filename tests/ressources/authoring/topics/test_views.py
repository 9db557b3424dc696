"""From a topic to a draft in the browser, and the links between both for their readers."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.messages.files.models import PostFile
from forums.messages.files.services import join_files, keep_file
from forums.messages.solutions.services import mark_solved
from forums.threads.topics.models import Topic
from ressources.authoring.topics.models import TopicOrigin
from ressources.authoring.topics.services import MADE_ALREADY
from ressources.authoring.topics.views import SHOWN, FromTopicView
from ressources.files.services.upload_quota import MAX_FILES, MAX_PICTURES
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import ContributionFactory, DraftFactory, ObsolescenceFactory, SheetFactory
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db
BORN = "Née du sujet"


@pytest.fixture
def fresh_topic(animator):
    """A question that nobody has answered."""
    return TopicFactory(author=animator, title="Souris lente", body="Elle traîne.", forum=ForumFactory(slug="reseau"))


@pytest.fixture
def topic(fresh_topic, helper):
    PostFactory(topic=fresh_topic, author=helper, body="Essayez une pile.")
    return Topic.objects.select_related("forum").get(pk=fresh_topic.pk)


@pytest.fixture
def helper(other_epm):
    return PositionFactory(epm=other_epm, member__first_name="Noé", member__last_name="Combes").member


@pytest.fixture
def secret(animator, figeac):
    """A topic that only the territory of Figeac and the coordination may read."""
    forum = ForumFactory(territory=figeac)
    topic = TopicFactory(author=animator, title="Budget de Gramat", body="Il baisse.", forum=forum)
    PostFactory(topic=topic)
    return Topic.objects.select_related("forum").get(pk=topic.pk)


def address(topic) -> str:
    return reverse("ressources:from_topic", args=[topic.forum.slug, topic.slug])


def text(response) -> str:
    return response.content.decode()


def sheet_from(topic, **kwargs) -> WorkshopPage:
    sheet = SheetFactory(**kwargs)
    TopicOrigin.objects.create(sheet=sheet, topic=topic)
    return sheet


def test_question_and_solution_are_ticked(client_of, colleague, topic):
    PostFactory(topic=topic)
    answer = PostFactory(topic=topic)
    mark_solved(post=answer, by=topic.author, notify=False)
    form = client_of(colleague).get(address(topic)).context["form"]
    assert form.ticked == {topic.posts.first().pk, answer.pk}
    assert form["title"].value() == "Souris lente"


def test_draft_is_created_and_opened(client_of, colleague, epm, topic):
    answer = PostFactory(topic=topic, body="Nettoyez-la.")
    form_data = {"title": "Réveiller une souris", "posts": [topic.posts.first().pk, answer.pk]}

    response = client_of(colleague).post(address(topic), form_data)

    page = WorkshopPage.objects.get()
    assert response.url == reverse("ressources:edit", args=[page.pk])
    assert (page.owner, page.epm, page.latest_content.tips) == (colleague, epm, "Nettoyez-la.")


def test_invalid_form_is_explained_and_choices_are_kept(client_of, colleague, topic, secret):
    answer = PostFactory(topic=topic)
    reader = client_of(colleague)
    page = reader.post(address(topic), {"title": "", "posts": [answer.pk]})
    assert page.context["form"].errors == {"title": ["Donnez un titre à votre fiche."]}
    assert page.context["form"].ticked == {answer.pk}
    for posts, sentence in (
        ([], "Cochez au moins un message."),
        ([secret.posts.first().pk], "Ce message n’est plus là."),
        (["x"], "Ce message n’est plus là."),
    ):
        page = reader.post(address(topic), {"title": "Souris", "posts": posts})
        assert page.context["form"].errors == {"posts": [sentence]}
    assert not WorkshopPage.objects.exists()


def test_coordinator_chooses_the_epm(client_of, coordinator, epm, other_epm, topic):
    reader = client_of(coordinator)
    form_data = {"title": "Souris", "posts": [topic.posts.first().pk]}
    assert "epm" in reader.post(address(topic), form_data).context["form"].errors
    reader.post(address(topic), form_data | {"epm": other_epm.pk})
    assert WorkshopPage.objects.get().epm == other_epm


def test_unreadable_topic_is_not_found(client, client_of, stranger, epm, secret, topic):
    form_data = {"title": "Souris", "posts": [secret.posts.first().pk]}
    learner = LearnerFactory(epm=epm).member
    for reader, unreadable_topic in ((client_of(stranger), secret), (client_of(learner), topic)):
        assert [
            reader.get(address(unreadable_topic)).status_code,
            reader.post(address(unreadable_topic), form_data).status_code,
        ] == [404, 404]
    assert client.get(address(topic)).status_code == 302
    assert not WorkshopPage.objects.exists()


def test_member_without_epm_cannot_make_a_sheet(client_of, coordinator):
    topic = TopicFactory(author=coordinator)
    assert client_of(coordinator).get(address(topic)).status_code == 404


def test_sheet_links_to_the_topic_for_its_readers(client, client_of, colleague, stranger, coordinator, secret):
    sheet = sheet_from(secret)
    for reader, is_shown in (
        (client, False),
        (client_of(stranger), False),
        (client_of(colleague), True),
        (client_of(coordinator), True),
    ):
        page = text(reader.get(sheet.get_absolute_url()))
        assert (BORN in page, "Budget de Gramat" in page, secret.slug in page) == (is_shown, is_shown, is_shown)


def test_preview_links_to_the_topic_for_its_readers(client_of, epm, colleague, stranger, secret):
    draft = DraftFactory(epm=epm, author=colleague)
    draft.authorships.create(member=stranger)
    TopicOrigin.objects.create(sheet=draft, topic=secret)
    preview = reverse("ressources:preview", args=[draft.pk])
    assert ["Budget de Gramat" in text(client_of(member).get(preview)) for member in (colleague, stranger)] == [
        True,
        False,
    ]


def test_contributors_are_named_to_members_only(client, client_of, stranger, sheet, colleague):
    ContributionFactory(sheet=sheet, member=colleague)
    pages = [text(reader.get(sheet.get_absolute_url())) for reader in (client_of(stranger), client)]
    assert [(str(colleague) in page, "Avec un apport " in page) for page in pages] == [(True, True), (False, False)]


def test_topic_shows_published_sheets_and_own_drafts(client_of, colleague, animator, epm, topic):
    published_sheet, withdrawn_sheet, obsolete_sheet = (
        sheet_from(topic, epm=epm),
        sheet_from(topic, epm=epm),
        sheet_from(topic, epm=epm),
    )
    withdrawn_sheet.unpublish()
    ObsolescenceFactory(sheet=obsolete_sheet)
    own_draft = DraftFactory(epm=epm, author=colleague)
    TopicOrigin.objects.create(sheet=own_draft, topic=topic)

    animator_page, colleague_page = (
        text(client_of(who).get(topic.get_absolute_url())) for who in (animator, colleague)
    )

    titles = (published_sheet.title, withdrawn_sheet.title, obsolete_sheet.title, own_draft.draft_title)
    assert [title in animator_page for title in titles] == [True, False, False, False]
    assert [title in colleague_page for title in titles] == [True, False, False, True]


def test_topic_offers_to_make_a_sheet_once_it_is_answered(client_of, colleague, fresh_topic, helper):
    reader, answer_of_asker = client_of(colleague), PostFactory(topic=fresh_topic, author=fresh_topic.author)
    assert address(fresh_topic) not in text(reader.get(fresh_topic.get_absolute_url()))
    form_data = {"title": "Souris", "posts": [answer_of_asker.pk]}
    for response in (reader.get(address(fresh_topic)), reader.post(address(fresh_topic), form_data)):
        assert response.status_code == 404
    PostFactory(topic=fresh_topic, author=helper)
    assert address(fresh_topic) in text(reader.get(fresh_topic.get_absolute_url()))
    assert reader.get(address(fresh_topic)).status_code == 200


def test_second_sheet_shows_the_first_and_asks(client_of, animator, colleague, stranger, epm, topic):
    draft = DraftFactory(epm=epm, author=colleague)
    TopicOrigin.objects.create(sheet=draft, topic=topic)
    pages = {
        who: (text(client_of(who).get(topic.get_absolute_url())), text(client_of(who).get(address(topic))))
        for who in (colleague, stranger)
    }
    edit = reverse("ressources:edit", args=[draft.pk])
    assert [edit in page for page in pages[colleague]] == [True, True]
    # Of a draft that one does not write, nothing but who prepares it.
    assert [edit in page or draft.draft_title in page for page in pages[stranger]] == [False, False]
    assert [f"{colleague}</a> en prépare une fiche." in page for page in pages[stranger]] == [True, True]

    form_data = {"title": "Souris", "posts": [topic.posts.first().pk]}
    refused = client_of(animator).post(address(topic), form_data)
    assert refused.context["form"].errors == {
        "another": ["Une fiche existe déjà\u00a0: cochez cette case si la vôtre dira autre chose."]
    }
    client_of(animator).post(address(topic), form_data | {"another": "on"})
    assert TopicOrigin.objects.filter(topic=topic).count() == 2


def test_sheet_made_meanwhile_is_said(client_of, colleague, epm, topic, monkeypatch):
    """Two people send the form at once: the second has not seen the sheet of the first."""
    monkeypatch.setattr(FromTopicView, "sheets", ())
    TopicOrigin.objects.create(sheet=DraftFactory(epm=epm), topic=topic)
    page = client_of(colleague).post(address(topic), {"title": "Souris", "posts": [topic.posts.first().pk]})
    assert page.context["form"].non_field_errors() == [MADE_ALREADY]
    assert TopicOrigin.objects.count() == 1


def test_choices_are_kept_from_page_to_page(client_of, colleague, topic):
    PostFactory.create_batch(SHOWN, topic=topic)
    keys = [*topic.posts.values_list("pk", flat=True)]
    reader = client_of(colleague)

    second = reader.post(address(topic), {"title": "Réveiller", "posts": [keys[0], keys[2]], "page": "2"})
    assert [post.pk for post, *_ in second.context["rows"]] == keys[SHOWN:]
    assert (second.context["posts_elsewhere"], second.context["form"]["title"].value()) == (
        [keys[0], keys[2]],
        "Réveiller",
    )
    assert second.context["form"].errors == {}
    reader.post(address(topic), {"title": "Réveiller", "posts": [keys[0], keys[2], keys[-1]]})
    page = WorkshopPage.objects.get()
    assert page.contributions.count() == 3
    assert page.latest_content.tips.count("\n") == 1


def test_files_are_taken_where_they_are_ticked(client_of, colleague, topic):
    answer = topic.posts.last()
    file = keep_file(file=ContentFile(b"Souffler.", name="notes.txt"), by=answer.author)
    join_files(post=answer, files=[file])
    reader, form_data = client_of(colleague), {"title": "Souris", "posts": [answer.pk]}
    assert reader.get(address(topic)).context["form"].ticked_files == set()
    other = reader.post(address(topic), form_data | {"files": [file.pk + 1]})
    assert other.context["form"].errors == {"files": ["Ce fichier n’est plus là."]}
    mark_solved(post=answer, by=topic.author, notify=False)
    assert reader.get(address(topic)).context["form"].ticked_files == {file.pk}
    reader.post(address(topic), form_data | {"files": [file.pk]})
    assert [attachment.name for attachment in WorkshopPage.objects.get().attachments.all()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("kind", "number", "sentence"),
    [
        ("png", MAX_PICTURES + 1, "Une fiche porte 12 images au plus\u00a0: décochez-en."),
        ("txt", MAX_FILES, "Reprenez 9 fichiers au plus\u00a0: décochez-en."),
    ],
)
def test_more_files_than_a_sheet_holds_are_refused(client_of, colleague, topic, kind, number, sentence):
    answer = topic.posts.last()
    files = [
        PostFile.objects.create(post=answer, author=answer.author, kind=kind, name=f"{rank}.{kind}", size=1)
        for rank in range(number)
    ]
    data = {"title": "Souris", "posts": [answer.pk], "files": [file.pk for file in files]}
    page = client_of(colleague).post(address(topic), data)
    assert page.context["form"].errors == {"files": [sentence]}
    assert page.context["form"].ticked_files == {file.pk for file in files}
    assert not WorkshopPage.objects.exists()


def test_list_marks_topics_with_a_sheet(client_of, colleague, topic):
    topic_of_draft = TopicFactory(forum=topic.forum)
    TopicOrigin.objects.create(sheet=DraftFactory(), topic=topic_of_draft)
    sheet = sheet_from(topic)
    assert [topic_row.pk for topic_row in Topic.objects.recent() if topic_row.is_capitalised] == [topic.pk]
    assert text(client_of(colleague).get(topic.forum.get_absolute_url())).count("Devenu une fiche") == 1
    ObsolescenceFactory(sheet=sheet)
    assert not any(topic_row.is_capitalised for topic_row in Topic.objects.recent())


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url).status_code == 200
    assert {query["sql"].lstrip("(").split()[0] for query in captured_queries} == {"SELECT"}
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, colleague, topic, sheet):
    reader = client_of(colleague)
    ContributionFactory(sheet=sheet, member=topic.author)
    sheet_from(topic)
    addresses = (address(topic), topic.get_absolute_url(), sheet.get_absolute_url())
    before = [count_queries(reader, url) for url in addresses]
    for post in PostFactory.create_batch(2, topic=topic):
        ContributionFactory(sheet=sheet, member=post.author)
        sheet_from(topic)
    assert [count_queries(reader, url) for url in addresses] == before
    assert before[2] <= sheet_budgets.MEMBER
