"""What makes a wording hard to read, compared with another count of French words."""

import pytest
from wordfreq import top_n_list, zipf_frequency

from questionnaires.questions.outline import ChoiceOutline, QuestionOutline, RowOutline
from questionnaires.questions.plain_wording import Advice, advice_on, advice_on_question, is_rare
from search.language.corrections import _french, is_french

# Names of people and places are in both lists in lower case: they are few among the words that French has.
COMMON, WELL_KNOWN, HARDLY_KNOWN = 20_000, 4.0, 2.0


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Venez-vous à l’espace public numérique de Gramat\u00a0?", []),
        ("Jusqu’à quelle heure vos sœurs restent-elles au cœur du village\u00a0?", []),
        (
            "Depuis le début de cette année, combien de fois êtes-vous venu dans un lieu du réseau\u00a0?",
            ["Phrase longue\u00a0: 16 mots. Coupez-la après 14 mots au plus."],
        ),
        (
            "Utilisez-vous un service dématérialisé\u00a0?",
            ["Mot rare\u00a0: «\u00a0dématérialisé\u00a0». Y a-t-il plus simple\u00a0?"],
        ),
        (
            "Vous ne venez pas sans aide\u00a0?",
            ["Deux négations dans la même phrase\u00a0: dites-le dans l’autre sens."],
        ),
        (
            "Le décret vous concerne-t-il\u00a0?",
            ["«\u00a0décret\u00a0» parle de loi\u00a0: dites ce que cela change pour la personne."],
        ),
        ("", []),
    ],
)
def test_what_is_hard_to_read_is_told(text, advice):
    assert list(advice_on(text)) == advice


def test_each_text_of_a_question_is_read():
    rare = "concomitance"
    question = QuestionOutline(
        1,
        "a",
        "grid",
        rare,
        help=rare,
        choices=(ChoiceOutline(1, "a", rare), ChoiceOutline(2, "b", "Oui")),
        rows=(RowOutline(1, "a", rare),),
    )
    text = f"Mot rare\u00a0: «\u00a0{rare}\u00a0». Y a-t-il plus simple\u00a0?"
    quoted = f"«\u00a0{rare}\u00a0»"
    assert advice_on_question(question) == [Advice(about, text) for about in ("", "Aide", quoted, quoted)]


def test_words_are_rare_or_common_as_in_another_count():
    words = [word for word in top_n_list("fr", COMMON) if len(word) > 2 and word.isalpha()]
    common = [word for word in words[::5] if zipf_frequency(word, "fr") >= WELL_KNOWN and is_french(word)]
    unknown = [word for word in list(_french().split())[::200] if zipf_frequency(word, "fr") < HARDLY_KNOWN]
    assert sum(map(is_rare, common)) / len(common) < 0.03
    assert sum(map(is_rare, unknown)) / len(unknown) > 0.8
