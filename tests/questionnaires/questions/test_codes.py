"""Codes proposed from what people read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.questions.codes import LONGEST_CODE, code_of_choice, code_of_question, code_of_row
from questionnaires.questions.models import CODE


@pytest.mark.parametrize(
    ("wording", "taken", "code"),
    [
        ("Venez-vous à la médiathèque\u00a0?", (), "venez_mediatheque"),
        ("Où\u00a0?", (), "ou"),
        ("Quel âge avez-vous\u00a0?", (), "age"),
        ("123", (), "q_123"),
        ("\u00a0?", (), "question"),
        ("Venez-vous à la médiathèque\u00a0?", ("venez_mediatheque",), "venez_mediatheque_2"),
        ("Anticonstitutionnellement, institutionnalisation", (), "anticonstitutionnellement_inst"),
    ],
)
def test_code_is_made_of_the_words_that_tell_something(wording, taken, code):
    assert code_of_question(wording, taken) == code


def test_code_of_a_choice_has_all_its_words():
    assert code_of_choice("Une fois par mois") == "une_fois_par_mois"


@given(wording=st.text(max_size=60), taken=st.sets(st.sampled_from(["question", "q_1", "a", "a_2"])))
def test_any_wording_gives_a_free_name_of_column(wording, taken):
    for code in (code_of_question(wording, taken), code_of_row(wording, taken)):
        CODE(code)
        assert code not in taken
    assert 0 < len(code_of_choice(wording, taken)) <= LONGEST_CODE
