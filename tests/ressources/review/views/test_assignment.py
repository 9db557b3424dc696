"""Buttons of the assignment in the browser, and users without buttons."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reseau.texts.wording import day_in_full
from ressources.authoring.publication import services as publication
from ressources.review import services as review
from ressources.review.permissions import holder_of
from ressources.sheets.models.sheet import Sheet
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
ACTIONS = ["prendre", "confier", "rendre", "echeance"]


def url_of(page, action: str = "") -> str:
    return f"/ressources/fiches/{page.pk}/relire/{action + '/' if action else ''}"


def holder(page):
    return holder_of(Sheet.objects.get(pk=page.pk))


def messages_of(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_reviewer_takes_a_sheet(client_of, territorial, submitted):
    answer = client_of(territorial).post(url_of(submitted, "prendre"), follow=True)

    assert answer.redirect_chain == [(url_of(submitted), 302)]
    assert messages_of(answer) == ["C’est noté\u00a0: vous vous occupez de cette fiche, et son auteur le sait."]
    assert "Vous vous en occupez" in answer.content.decode()


def test_second_reviewer_sees_the_holder_and_cannot_answer(client_of, territorial, second, submitted):
    review.take_review(page=submitted, by=territorial)
    browser = client_of(second)

    answer = browser.post(url_of(submitted, "prendre"), follow=True)

    assert messages_of(answer) == [
        f"{territorial} s’occupe de cette fiche depuis le {day_in_full(timezone.localdate())}."
    ]
    text = answer.content.decode()
    assert "Publier la fiche" not in text
    assert f"{territorial} répondra à l’auteur." in text
    refusal = browser.post(
        f"/ressources/fiches/{submitted.pk}/publier/", {"revision": submitted.latest_revision_id}, follow=True
    )
    assert messages_of(refusal)[0].startswith(f"{territorial} s’occupe de cette fiche")


def test_reviewer_gives_a_sheet_to_a_colleague(client_of, territorial, second, submitted):
    answer = client_of(territorial).post(url_of(submitted, "confier"), {"to": second.pk}, follow=True)

    assert messages_of(answer) == [f"La relecture est confiée à {second}."]
    assert holder(submitted) == second


@pytest.mark.parametrize("key", ["", "0", "n’importe"])
def test_missing_colleague_is_explained_beside_the_field(client_of, territorial, submitted, key):
    answer = client_of(territorial).post(url_of(submitted, "confier"), {"to": key})

    assert (answer.status_code, len(answer.context["give_form"].errors["to"])) == (200, 1)
    assert '<details class="fold" open>' in answer.content.decode()


def test_colleague_of_another_territory_is_refused(client_of, territorial, other_territorial, submitted):
    answer = client_of(territorial).post(url_of(submitted, "confier"), {"to": other_territorial.pk})

    assert answer.context["give_form"].errors == {"to": ["Choisissez dans la liste."]}
    assert holder(submitted) is None


def test_giving_a_sheet_taken_meanwhile_is_explained(client_of, territorial, second, submitted):
    review.take_review(page=submitted, by=territorial)

    answer = client_of(second).post(url_of(submitted, "confier"), {"to": second.pk}, follow=True)

    assert messages_of(answer)[0].startswith(f"{territorial} s’occupe de cette fiche")
    assert holder(submitted) == territorial


def test_reviewer_puts_a_sheet_back(client_of, territorial, submitted):
    review.take_review(page=submitted, by=territorial)

    answer = client_of(territorial).post(url_of(submitted, "rendre"), follow=True)

    assert messages_of(answer) == ["La fiche est rendue\u00a0: elle est de nouveau à prendre."]
    assert holder(submitted) is None


def test_reviewer_postpones_the_answer(client_of, territorial, submitted):
    day = timezone.localdate() + timedelta(days=20)

    answer = client_of(territorial).post(url_of(submitted, "echeance"), {"due": day.isoformat()}, follow=True)

    assert messages_of(answer) == [f"C’est noté\u00a0: l’auteur attend votre réponse pour le {day_in_full(day)}."]
    assert Sheet.objects.get(pk=submitted.pk).assignment.due == day


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Choisissez un jour."),
        ("31 de mars", "Écrivez un jour, comme 31/12/2026."),
        ("2020-01-01", "Choisissez un jour à partir d’aujourd’hui, d’ici deux mois."),
    ],
)
def test_invalid_day_is_explained_beside_the_field(client_of, territorial, submitted, day, sentence):
    answer = client_of(territorial).post(url_of(submitted, "echeance"), {"due": day})

    assert answer.context["date_form"].errors == {"due": [sentence]}
    assert sentence in answer.content.decode()


def test_buttons_out_of_review_show_a_message(client_of, territorial, second, submitted):
    publication.publish(page=submitted, by=territorial)
    browser = client_of(second)
    fields = {"to": second.pk, "due": timezone.localdate().isoformat()}

    for action in ACTIONS:
        text = browser.post(url_of(submitted, action), fields, follow=True).content.decode()
        assert "n’est plus en relecture" in text, action


def test_user_who_may_not_decide_sees_no_button(
    client, client_of, submitted, animator, colleague, other_territorial, epm
):
    for person in (animator, colleague, other_territorial, LearnerFactory(epm=epm).member):
        for action in ACTIONS:
            assert client_of(person).post(url_of(submitted, action), {"to": person.pk}).status_code == 404
    assert client.post(url_of(submitted, "prendre")).status_code == 302
    assert holder(submitted) is None


@pytest.mark.parametrize("action", ACTIONS)
def test_buttons_require_post(client_of, territorial, submitted, action):
    assert client_of(territorial).get(url_of(submitted, action)).status_code == 405


def test_author_sees_the_holder_and_both_dates(client_of, animator, territorial, submitted):
    review.take_review(page=submitted, by=territorial)
    today, due_date = timezone.localdate(), timezone.localdate() + timedelta(days=10)
    sentence = (
        f"{territorial} s’en occupe depuis le {day_in_full(today)}\u00a0; "
        f"réponse attendue pour le {day_in_full(due_date)}"
    )

    for address in ("/ressources/mes-fiches/", f"/ressources/fiches/{submitted.pk}/apercu/"):
        assert sentence in client_of(animator).get(address).content.decode()
