"""Decisions about a message: hidden with a word to its author, shown again, erased with all that repeats it."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from forums.messages.corrections.models import EarlierText
from forums.messages.corrections.services import edit_post, restore_post, withdraw_post
from forums.messages.drafts.models import MessageDraft
from forums.messages.files.models import PostFile
from forums.messages.files.services import keep_file
from forums.messages.posts.quotation import ERASED, quote
from forums.messages.solutions.services import mark_solved
from forums.moderation.models import ModerationAction, PostReport
from forums.moderation.services import erasure, hiding
from tests.factories.forums import PostFactory
from tests.factories.moderation import PostReportFactory
from tests.parallel import start_before_commit

pytestmark = pytest.mark.django_db
SECRET = "Monique Durand habite rue Neuve."
WORDS = "On ne donne pas l’adresse de quelqu’un."
HIDE = {"reason": "personal", "words": WORDS}


@pytest.fixture
def post(figeac_topic, colleague):
    return PostFactory(topic=figeac_topic, author=colleague, body=SECRET)


def hidden(post, by):
    hiding.hide(post=post, by=by, reason="Il blesse", words=WORDS)
    post.refresh_from_db()
    return post


def shown_text(browser, post) -> str:
    page = browser.get(post.topic.get_absolute_url()).content
    return BeautifulSoup(page, "html.parser").select_one(f"#message-{post.pk}").get_text(" ", strip=True)


def test_author_reads_a_hidden_message_and_why_others_read_that_it_is_hidden(
    client_of, post, colleague, animator, territorial, coordinator
):
    response = client_of(territorial).post(reverse("forums:hide", args=[post.pk]), HIDE)

    assert response.url == reverse("forums:moderate", args=[post.pk])
    own = shown_text(client_of(colleague), post)
    assert SECRET in own
    assert WORDS in own
    for reader in (animator, coordinator, territorial):
        text = shown_text(client_of(reader), post)
        assert "Message masqué par la modération." in text
        assert "Monique" not in text
        assert WORDS not in text
    assert "Le lire et décider" in shown_text(client_of(coordinator), post)
    assert "Le lire et décider" not in shown_text(client_of(animator), post)
    assert SECRET in client_of(coordinator).get(reverse("forums:moderate", args=[post.pk])).content.decode()


def test_hiding_tells_the_author_settles_reports_and_is_journaled(client_of, post, colleague, animator, territorial):
    PostReportFactory(post=post, by=animator)

    client_of(territorial).post(reverse("forums:hide", args=[post.pk]), HIDE)

    report = PostReport.objects.get()
    assert (report.outcome, report.answer) == ("acted", hiding.HIDDEN)
    notice = Notice.objects.get(member=colleague, kind="forums.message_moderated")
    assert notice.text == "La modération a masqué votre message dans «\u00a0Remplacement à Gramat\u00a0»"
    assert MailItem.objects.get(member=colleague).details == WORDS
    action = ModerationAction.objects.get()
    assert (action.kind, action.by, action.member, action.words) == ("hide", territorial, colleague, WORDS)
    assert action.reason == "Il donne une information personnelle sur quelqu’un"
    journal = client_of(territorial).get("/forums/moderation/journal/").content.decode()
    assert "Message masqué" in journal
    assert "Monique" not in journal


def test_hidden_text_is_nowhere_else(client_of, post, animator, territorial, colleague):
    edit_post(post=post, body=f"{SECRET} Oui.")
    file = keep_file(file=ContentFile(b"bonjour", name="note.txt"), by=colleague)
    file.post = post
    file.save()
    hidden(post, territorial)
    browser, topic = client_of(animator), post.topic.get_absolute_url()

    assert browser.get(f"{post.get_absolute_url()}historique/").status_code == 404
    assert browser.get(file.url).status_code == 404
    assert browser.post(f"{post.get_absolute_url()}merci/").status_code == 404
    assert "Monique" not in browser.get(f"{topic}?citer={post.pk}").content.decode()
    assert browser.post(f"{post.get_absolute_url()}resolu/").status_code == 404
    for member in (colleague, territorial):
        assert client_of(member).get(file.url).getvalue() == b"bonjour"


def test_author_corrects_a_hidden_message_which_stays_hidden_and_names_nobody(
    client_of, post, colleague, animator, territorial
):
    hidden(post, territorial)
    body = f"[@{animator}](/membres/{animator.pk}/) a raison."

    response = client_of(colleague).post(f"{post.get_absolute_url()}modifier/", {"body": body})

    post.refresh_from_db()
    assert response.status_code == 302
    assert (post.body, bool(post.hidden)) == (body, True)
    assert not Notice.objects.filter(member=animator, kind="forums.mentioned").exists()


def test_hidden_solution_is_no_longer_one_and_is_again_once_shown(client_of, post, territorial, figeac_topic):
    mark_solved(post=post, by=figeac_topic.author)

    hidden(post, territorial)
    figeac_topic.refresh_from_db()
    assert (figeac_topic.status, figeac_topic.solution) == ("open", None)

    client_of(territorial).post(reverse("forums:show", args=[post.pk]))
    figeac_topic.refresh_from_db()
    post.refresh_from_db()
    assert (figeac_topic.status, figeac_topic.solution, post.hidden) == ("solved", post, None)
    assert [action.kind for action in ModerationAction.objects.standing()] == ["show"]
    assert ModerationAction.objects.get(kind="hide").undone


def test_shown_message_does_not_take_the_place_of_another_solution(post, territorial, figeac_topic):
    mark_solved(post=post, by=figeac_topic.author)
    hidden(post, territorial)
    other = PostFactory(topic=figeac_topic)
    mark_solved(post=other, by=figeac_topic.author)

    hiding.show(post=post, by=territorial)

    figeac_topic.refresh_from_db()
    assert figeac_topic.solution == other


def test_question_with_a_hidden_answer_keeps_its_topic_when_taken_back(post, territorial, figeac_topic):
    hidden(post, territorial)

    assert withdraw_post(post=figeac_topic.posts.first()) is None
    assert figeac_topic.posts.count() == 2


def test_unread_notices_of_a_hidden_message_go(post, territorial, animator, figeac_topic, colleague):
    told = PostFactory(topic=figeac_topic, author=colleague, body="Un secret", notify=True)
    assert Notice.objects.filter(member=animator).exists()

    hidden(told, territorial)

    assert not Notice.objects.filter(member=animator).exists()
    assert not MailItem.objects.filter(member=animator).exists()


def test_hiding_says_what_is_missing_and_refuses_twice(client_of, post, territorial):
    address = reverse("forums:hide", args=[post.pk])

    page = client_of(territorial).post(address, {"words": "Mes mots"})
    assert page.context["form"].errors == {"reason": ["Dites pourquoi."]}
    assert "Mes mots</textarea>" in page.content.decode()
    hidden(post, territorial)
    page = client_of(territorial).post(address, HIDE)
    assert "Ce message est déjà masqué" in page.content.decode()
    assert ModerationAction.objects.count() == 1
    hiding.show(post=post, by=territorial)
    page = client_of(territorial).post(reverse("forums:show", args=[post.pk]), follow=True)
    assert "Ce message n’est plus masqué." in page.content.decode()


def test_erased_message_leaves_a_trace_without_its_text(client_of, post, colleague, animator, territorial):
    edit_post(post=post, body=f"{SECRET} Au fond.")
    hidden(post, territorial)
    address = reverse("forums:erase", args=[post.pk])

    unsure = client_of(territorial).post(address, HIDE)
    assert unsure.context["form"].errors == {"sure": ["Cochez la case pour effacer pour de bon."]}
    response = client_of(territorial).post(address, HIDE | {"sure": "on"}, follow=True)

    assert "Monique" not in response.content.decode()
    post.refresh_from_db()
    assert (post.body, post.html, post.hidden) == ("", "", None)
    assert post.erased == post.withdrawn
    assert not EarlierText.objects.exists()
    trace = ModerationAction.objects.get(kind="erase")
    assert (trace.by, trace.member, trace.words) == (territorial, colleague, "")
    assert trace.reason == "Il donne une information personnelle sur quelqu’un"
    assert not ModerationAction.objects.exclude(words="").exists()
    assert "Message effacé par la modération." in shown_text(client_of(animator), post)
    assert client_of(territorial).get(address).status_code == 404
    with pytest.raises(ValidationError):
        restore_post(post=post)
    assert client_of(colleague).post(f"{post.get_absolute_url()}remettre/").status_code == 404


def test_erasure_takes_files_quotations_drafts_reports_notices_and_mails(
    post, animator, colleague, territorial, figeac_topic, django_capture_on_commit_callbacks
):
    told = PostFactory(topic=figeac_topic, author=colleague, body=f"{SECRET} Oui.", notify=True)
    Notice.objects.update(read_at=told.created)
    assert Mail.objects.get(member=animator).text.endswith("Oui.")
    file = keep_file(file=ContentFile(b"bonjour", name="note.txt"), by=colleague)
    file.post = told
    file.save()
    name, storage = file.file.name, file.file.storage
    quotation = quote(told.body, str(colleague), told.get_absolute_url())
    answer = PostFactory(topic=figeac_topic, author=animator, body=f"Avant\n\n{quotation}Ma réponse", notify=True)
    assert MailItem.objects.filter(key=f"post:{answer.pk}", details__contains="Monique").exists()
    edit_post(post=answer, body=f"{answer.body}, corrigée")
    MessageDraft.objects.create(member=animator, topic=figeac_topic, body=quotation)
    PostReportFactory(post=told, by=animator, words="Il nomme Monique")
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(post=told, by=territorial, reason="Il donne…", words="Pas d’adresses")

    answer.refresh_from_db()
    assert answer.body == f"Avant\n\n{ERASED}\n\nMa réponse, corrigée"
    assert "Monique" not in answer.html
    assert "Monique" not in EarlierText.objects.get().body + MessageDraft.objects.get().body
    assert not PostFile.objects.exists()
    assert not storage.exists(name)
    assert not Mail.objects.filter(text__contains="Monique").exists()
    assert not MailItem.objects.filter(details__contains="Monique").exists()
    report = PostReport.objects.get()
    assert (report.words, report.outcome, report.answer) == ("", "acted", erasure.ERASED)
    assert post.topic.posts.get(pk=post.pk).body == SECRET


def test_preview_of_an_erasure_counts_what_goes(client_of, post, animator, territorial):
    edit_post(post=post, body=f"{SECRET} Au fond.")
    PostFactory(topic=post.topic, body=quote(post.body, "X", post.get_absolute_url()))

    page = client_of(territorial).get(reverse("forums:erase", args=[post.pk])).content.decode()

    assert "0\u00a0fichier, 1\u00a0texte d’avant correction, 1\u00a0citation dans d’autres messages" in page
    assert "Le titre du sujet reste" not in page


def test_erased_row_holds_no_text_and_has_a_reason_in_the_database(post, territorial):
    erasure.erase(post=post, by=territorial, reason="Il donne…")

    with pytest.raises(IntegrityError), transaction.atomic():
        type(post).objects.filter(pk=post.pk).update(body="De nouveau")
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationAction.objects.update(reason="")


def test_page_of_a_topic_costs_one_query_more_for_the_author_of_a_hidden_message(
    client_of, post, colleague, territorial, django_assert_num_queries, django_assert_max_num_queries
):
    browser, url = client_of(colleague), post.topic.get_absolute_url()
    browser.get(url)
    hidden(post, territorial)

    with django_assert_max_num_queries(13):
        browser.get(url)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_hidden_and_erased_at_once_ends_erased_on_postgresql(post, territorial, coordinator):
    def hide():
        try:
            return hidden(post, coordinator)
        except ValidationError as refusal:
            return refusal.code

    second = start_before_commit(lambda: erasure.erase(post=post, by=territorial, reason="Il donne…"), lambda: hide())

    post.refresh_from_db()
    assert second == "hidden"
    assert (post.body, post.hidden, bool(post.erased)) == ("", None, True)
