"""Remarks in the browser: added, answered, done, withdrawn; access."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.authoring.publication import services as publication
from ressources.review import services as review_services
from ressources.review.models import Remark
from ressources.sheets.services import drafts
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import RemarkAnswerFactory, RemarkFactory

pytestmark = pytest.mark.django_db
ACTIONS = ["repondre", "faite", "rouvrir", "retirer"]


@pytest.fixture
def reviewer(client_of, territorial):
    """The browser of the territorial animator of Figeac."""
    return client_of(territorial)


@pytest.fixture
def remark(submitted, territorial):
    return RemarkFactory(sheet=submitted, author=territorial)


def review(page) -> str:
    return f"/ressources/fiches/{page.pk}/relire/"


def url_of(remark, action: str) -> str:
    return f"/ressources/remarques/{remark.pk}/{action}/"


def post(browser, page, section: str = "", **texts):
    """Press the button of `section` with `texts` in the boxes, by key: « steps_1 »."""
    boxes = {f"remarque-{key.replace('_', '-')}": text for key, text in texts.items()}
    return browser.post(f"{review(page)}remarquer/", {"revision": page.latest_revision_id, "section": section} | boxes)


def rows(page) -> dict[str, list[str]]:
    """Return key of a section → remarks beside it."""
    return {
        section.key: [str(remark) for remark in section_remarks]
        for section, section_remarks, _ in page.context["sections"]
        if section_remarks
    }


def remarks_of(page) -> list[str]:
    """Return the remarks that the author of a sheet reads."""
    return [str(remark) for remark in page.remarks.open()]


def test_remark_is_beside_its_section(reviewer, submitted):
    answer = post(reviewer, submitted, "steps-1", steps_1="Une pause ?")

    assert answer.url == f"{review(submitted)}#steps-1"
    assert rows(reviewer.get(review(submitted))) == {"steps-1": ["Une pause ?"]}


def test_all_remarks_of_the_page_are_saved_together(reviewer, submitted):
    post(reviewer, submitted, "aim", aim="Plus court ?", tips="Et sans réseau ?", title=" ")

    assert rows(reviewer.get(review(submitted))) == {"aim": ["Plus court ?"], "tips": ["Et sans réseau ?"]}


def test_empty_remark_is_explained_beside_its_section(reviewer, submitted):
    answer = post(reviewer, submitted, "aim", aim="  ")

    assert (answer.status_code, Remark.objects.count()) == (200, 0)
    boxes = {section.key: field for section, _, field in answer.context["sections"]}
    assert boxes["aim"].errors == ["Écrivez votre remarque."]
    assert answer.content.decode().count('class="fold" open>') == 1


def test_long_remark_is_kept_whole_with_the_others(reviewer, submitted):
    answer = post(reviewer, submitted, "aim", aim="a" * 1001, tips="Et sans réseau ?")

    text = answer.content.decode()
    assert (Remark.objects.count(), "a" * 1001 in text, "Et sans réseau ?" in text) == (0, True, True)


def test_sheet_changed_meanwhile_is_shown_with_the_typed_remarks(reviewer, submitted, second):
    stale_revision = submitted.latest_revision_id
    correction = replace(submitted.latest_content, aim="À la fin, chacun retrouve une photo.")
    drafts.save_draft(page=submitted, by=second, data=correction, base_revision=stale_revision)

    answer = post(reviewer, submitted, "aim", aim="Plus court ?")

    text = answer.content.decode()
    assert ("Plus court ?" in text, correction.aim in text, Remark.objects.count()) == (True, True, 0)
    assert "La fiche a changé pendant que vous la lisiez." in text


def test_remark_after_the_review_is_refused_and_kept_in_the_form(reviewer, submitted, territorial):
    publication.publish(page=submitted, by=territorial)

    answer = post(reviewer, submitted, "aim", aim="Plus court ?")

    assert "n’est plus en relecture" in answer.content.decode()
    assert Remark.objects.count() == 0


def test_remark_without_its_version_is_refused(reviewer, submitted):
    answer = reviewer.post(f"{review(submitted)}remarquer/", {"remarque-aim": "Plus court ?"})

    assert (answer.status_code, Remark.objects.count()) == (404, 0)


def test_other_members_cannot_remark(client, client_of, submitted, animator, colleague, other_territorial, epm):
    for person in (animator, colleague, other_territorial, LearnerFactory(epm=epm).member):
        assert post(client_of(person), submitted, "aim", aim="Non").status_code == 404
    assert post(client, submitted, "aim", aim="Non").status_code == 302
    assert not Remark.objects.exists()


# All that is typed goes with any button


@pytest.mark.parametrize("address", ["publier", "demander-des-modifications", "relire/prendre", "relire/rendre"])
def test_remark_typed_is_sent_with_any_other_button(reviewer, submitted, address):
    reviewer.post(
        f"/ressources/fiches/{submitted.pk}/{address}/",
        {"revision": submitted.latest_revision_id, "remarque-aim": "Plus court ?"},
    )

    assert [(each.part, each.text) for each in Remark.objects.all()] == [("aim", "Plus court ?")]


@pytest.mark.parametrize("action", ["faite", "retirer"])
def test_texts_typed_elsewhere_are_sent_with_the_button_of_a_remark(reviewer, submitted, remark, action):
    other = RemarkFactory(sheet=submitted)
    texts = {
        "revision": submitted.latest_revision_id,
        "remarque-tips": "Et sans réseau ?",
        f"reponse-{other.pk}": "Oui.",
    }

    answer = reviewer.post(url_of(remark, action), texts)

    assert answer.url.startswith(review(submitted))
    assert Remark.objects.filter(part="tips", text="Et sans réseau ?").exists()
    assert [str(each) for each in other.answers.all()] == ["Oui."]


def test_remark_is_enough_to_ask_for_changes_and_its_author_reads_it(reviewer, submitted, animator):
    answer = reviewer.post(
        f"/ressources/fiches/{submitted.pk}/demander-des-modifications/",
        {"revision": submitted.latest_revision_id, "remarque-aim": "Plus court ?", "reason": " "},
    )

    assert answer.url == "/ressources/a-relire/"
    assert "Lisez mes remarques" in animator.notices.get().text
    assert "Plus court ?" in remarks_of(submitted)


def test_message_of_a_publication_reaches_the_author(reviewer, submitted, animator):
    texts = {"revision": submitted.latest_revision_id, "reason": "Bravo pour les images."}
    reviewer.post(f"/ressources/fiches/{submitted.pk}/publier/", texts)

    assert animator.notices.get().text.endswith("est publiée. Bravo pour les images.")


def test_message_waits_on_the_page_while_another_button_is_pressed(reviewer, submitted):
    texts = {"revision": submitted.latest_revision_id, "reason": "Très utile.", "remarque-aim": "Plus court ?"}

    answer = reviewer.post(f"{review(submitted)}prendre/", texts)

    assert (answer.status_code, answer.context["form"]["reason"].value()) == (200, "Très utile.")
    assert "data-unsent" in answer.content.decode()
    assert "Vous vous en occupez" in answer.content.decode()
    assert Remark.objects.count() == 1


def test_refused_decision_saves_nothing_and_shows_every_text(reviewer, second, submitted, remark):
    review_services.take_review(page=submitted, by=second)
    texts = {"remarque-aim": "Plus court ?", f"reponse-{remark.pk}": "Oui.", "reason": "Très utile."}

    answer = reviewer.post(
        f"/ressources/fiches/{submitted.pk}/publier/", {"revision": submitted.latest_revision_id} | texts
    )

    page = answer.content.decode()
    assert [text in page for text in texts.values()] == [True, True, True]
    assert (Remark.objects.count(), remark.answers.count()) == (1, 0)


def test_remark_on_a_step_removed_meanwhile_is_shown(reviewer, submitted):
    answer = reviewer.post(
        f"{review(submitted)}prendre/",
        {"revision": submitted.latest_revision_id, "remarque-steps-12": "Et la pause ?"},
    )

    assert answer.context["lost_texts"] == ["Et la pause ?"]
    assert "Et la pause ?" in answer.content.decode()


@pytest.mark.parametrize(("field", "value"), [("confier", {"to": ""}), ("echeance", {"due": ""})])
def test_texts_stay_beside_a_refused_field(reviewer, submitted, field, value):
    texts = {"revision": submitted.latest_revision_id, "remarque-aim": "Plus court ?", "reason": "Très utile."}

    page = reviewer.post(f"{review(submitted)}{field}/", texts | value).content.decode()

    assert ("Plus court ?" in page, "Très utile." in page) == (True, True)


# Answering


def test_author_answers_and_marks_as_done_from_the_preview(client_of, animator, remark, submitted):
    browser = client_of(animator)
    preview = f"/ressources/fiches/{submitted.pk}/apercu/"
    assert str(remark) in browser.get(preview).content.decode()

    answer_response = browser.post(url_of(remark, "repondre"), {f"reponse-{remark.pk}": "C’est noté."})
    done_response = browser.post(url_of(remark, "faite"))

    assert (answer_response.url, done_response.url) == (f"{preview}#remarque-{remark.pk}",) * 2
    remark.refresh_from_db()
    assert ([str(answer) for answer in remark.answers.all()], remark.done_by) == (["C’est noté."], animator)


def test_reviewer_reopens_a_remark(reviewer, remark, submitted, animator):
    review_services.mark_done(remark=remark, by=animator)

    answer = reviewer.post(url_of(remark, "rouvrir"))

    assert answer.url == f"{review(submitted)}#remarque-{remark.pk}"
    assert list(Remark.objects.open()) == [remark]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" ", "Écrivez votre réponse."), ("a" * 1001, "Assurez-vous que cette valeur comporte")],
)
def test_refused_answer_is_kept_with_its_reason(client_of, animator, remark, text, sentence):
    answer = client_of(animator).post(url_of(remark, "repondre"), {f"reponse-{remark.pk}": text})

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, text.strip() in page) == (200, True, True)
    assert not remark.answers.exists()


@pytest.mark.parametrize(
    ("pressed", "other", "unfolded"), [("", "", [True, False, False]), ("", "a" * 1001, [False, True, False])]
)
def test_refused_answer_on_the_review_unfolds_what_is_to_correct(reviewer, submitted, remark, pressed, other, unfolded):
    second, third = RemarkFactory.create_batch(2, sheet=submitted)
    texts = {"revision": submitted.latest_revision_id, f"reponse-{remark.pk}": pressed, f"reponse-{second.pk}": other}

    page = reviewer.post(url_of(remark, "repondre"), texts).text

    boxes = [page.split(f'id="{each.anchor}"')[1].split("Envoyer ma réponse")[0] for each in (remark, second, third)]
    assert ['<details class="fold" open>' in box for box in boxes] == unfolded
    assert not remark.answers.exists()


def test_remark_shows_where_it_stands(reviewer, submitted, remark, animator, territorial):
    done, answer_folded = 'class="state good">', '<details class="fold">'
    withdraw, reopen = url_of(remark, "retirer"), url_of(remark, "rouvrir")

    def shown() -> list[bool]:
        box = reviewer.get(review(submitted)).text.split(f'id="{remark.anchor}"')[1].split("Commenter")[0]
        return [words in box for words in (done, withdraw, reopen, answer_folded)]

    assert shown() == [False, True, False, True]
    RemarkAnswerFactory(remark=remark)
    assert shown() == [False, False, False, True]
    review_services.mark_done(remark=remark, by=animator)
    assert shown()[:3] == [True, False, True]


def test_remark_on_an_earlier_version_links_to_it(reviewer, submitted, remark, territorial):
    Remark.objects.update(revision=submitted.latest_revision)
    link = f'href="/ressources/fiches/{submitted.pk}/versions/{submitted.latest_revision_id}/"'
    assert link not in reviewer.get(review(submitted)).text
    data = replace(submitted.latest_content, tips="Un conseil")
    drafts.save_draft(page=submitted, by=territorial, data=data, base_revision=submitted.latest_revision_id)
    assert link in reviewer.get(review(submitted)).text


def test_author_of_a_remark_withdraws_it(reviewer, client_of, second, remark, submitted):
    assert client_of(second).post(url_of(remark, "retirer")).status_code == 404

    answer = reviewer.post(url_of(remark, "retirer"))

    assert (answer.url, Remark.objects.count()) == (review(submitted), 0)


def test_answered_remark_is_not_withdrawn(reviewer, remark):
    RemarkAnswerFactory(remark=remark)

    answer = reviewer.post(url_of(remark, "retirer"), follow=True)

    assert "elle ne se retire plus" in answer.content.decode()
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_other_members_cannot_change_a_remark(
    client, client_of, remark, colleague, stranger, other_territorial, epm, action
):
    for person in (colleague, stranger, other_territorial, LearnerFactory(epm=epm).member):
        assert client_of(person).post(url_of(remark, action), {f"reponse-{remark.pk}": "Non"}).status_code == 404
    assert client.post(url_of(remark, action)).status_code == 302
    remark.refresh_from_db()
    assert (remark.is_done, remark.answers.exists()) == (False, False)


@pytest.mark.parametrize("action", ACTIONS)
def test_buttons_require_post(reviewer, remark, action):
    assert reviewer.get(url_of(remark, action)).status_code == 405


def test_readers_of_the_published_sheet_see_no_remark(client, client_of, remark, submitted, territorial, colleague):
    page = publication.publish(page=submitted, by=territorial)

    for browser in (client, client_of(colleague)):
        text = browser.get(page.get_absolute_url()).content.decode()
        assert (page.title in text, str(remark) in text) == (True, False)


# Pages


def test_remark_on_a_removed_part_is_shown_apart(reviewer, submitted, territorial):
    apart = "Remarques sur ce qui n’est plus dans la fiche"
    assert apart not in reviewer.get(review(submitted)).text
    unplaced_remark = RemarkFactory(
        sheet=submitted, part="steps", place=7, label="Étape 8\u00a0: Rangement", author=territorial
    )

    page = reviewer.get(review(submitted))

    assert page.context["elsewhere"] == [unplaced_remark]
    assert apart in page.text
    assert "· Étape 8" in " ".join(page.text.split())
    assert "Étape 8\u00a0: Rangement" in page.content.decode()


def test_author_and_reviewer_read_the_exchanges(reviewer, client_of, animator, remark, submitted):
    for browser, address in ((reviewer, "relire"), (client_of(animator), "apercu")):
        page = browser.get(f"/ressources/fiches/{submitted.pk}/{address}/")
        assert [exchange.event for exchange in page.context["exchanges"]] == [
            "Remarque sur «\u00a0Objectif\u00a0»",
            "Fiche envoyée en relecture",
        ]


@pytest.mark.parametrize("address", ["relire", "apercu", "modifier"])
def test_pages_use_the_same_queries_for_one_and_three_remarks(reviewer, remark, submitted, territorial, address):
    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            reviewer.get(f"/ressources/fiches/{submitted.pk}/{address}/")
        return len(captured_queries)

    count_queries()
    query_count = count_queries()
    for _ in range(2):
        RemarkAnswerFactory(remark=RemarkFactory(sheet=submitted, author=territorial, part="steps", place=1))
    assert count_queries() == query_count


def test_remark_on_an_older_version_links_to_it(client_of, animator, remark, submitted):
    link = f"/ressources/fiches/{submitted.pk}/versions/{remark.revision_id}/"
    author, pages = (
        client_of(animator),
        [f"/ressources/fiches/{submitted.pk}/{name}/" for name in ("apercu", "modifier")],
    )
    before = [link in author.get(page).content.decode() for page in pages]
    drafts.save_draft(
        page=submitted,
        by=animator,
        data=replace(submitted.latest_content, tips="Éteignez les téléphones"),
        base_revision=submitted.latest_revision_id,
    )

    assert (before, [link in author.get(page).content.decode() for page in pages]) == ([False, False], [True, True])
    assert author.get(link).status_code == 200
