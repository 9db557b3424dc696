"""Tests of the remark on words about health, private life and opinions."""

import pytest

from b2i.privacy.rights.forms import ContestForm
from b2i.records.models import Evidence
from b2i.records.sensitive_words import sensitive_word_remark


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Revient après son hospitalisation", "de santé"),
        ("Elle est DIABÉTIQUE", "de santé"),
        ("Touche le RSA", "de la vie privée"),
        ("Sous tutelle de son fils", "de la vie privée"),
        ("A lu le site de sa mosquée", "d’opinions"),
    ],
)
def test_sensitive_word_gets_remark(text, about):
    assert sensitive_word_remark(text).count(f"parle peut-être {about} ") == 1


@pytest.mark.parametrize(
    "text",
    [
        "A rangé ses photos par année",
        "A vidé la mémoire du téléphone et chassé un virus",
        "A choisi une famille de polices",
        "A trouvé les horaires de la mairie sur conversations.fr",
        "A versé un acompte en ligne",
        "A pris rendez-vous chez le médecin",
        "Un peu maladroit avec la souris, met le son en sourdine",
        "",
    ],
)
def test_ordinary_text_gets_no_remark(text):
    assert sensitive_word_remark(text) == ""


def test_remark_is_made_once():
    form = ContestForm({"words": "Je ne suis pas malade"})
    assert not form.is_valid()
    assert form.errors["words"][0].startswith("Relisez\u00a0:")
    resent_form = ContestForm({"words": "Je ne suis pas malade", "seen": form["seen"].value()})
    assert resent_form.is_valid()


def test_changed_text_is_checked_again():
    form = ContestForm({"words": "Je ne suis pas malade"})
    form.is_valid()
    assert not ContestForm({"words": "Je ne suis pas diabétique", "seen": form["seen"].value()}).is_valid()


@pytest.mark.django_db
def test_evidence_text_gets_remark_once_beside_its_field(client_of, animator, record, skill):
    client, path = client_of(animator), f"{record.learner.get_absolute_url()}competences/{skill.pk}/"
    fact = {"kind": "told", "place": "home", "help_given": "alone", "text": "A rangé les photos de son hospitalisation"}
    response = client.post(path, fact)
    page = response.content.decode()
    assert (response.status_code, page.count("parle peut-être de santé"), Evidence.objects.count()) == (422, 2, 0)
    confirmed_text = response.context["form"]["seen"].value()
    client.post(path, fact | {"seen": confirmed_text})
    assert Evidence.objects.get().text == "A rangé les photos de son hospitalisation"


def test_text_without_remark_is_accepted_at_once():
    assert ContestForm({"words": "Je n’y étais pas"}).is_valid()
