"""Texts coded, uncoded, codes renamed and put together: each code counts once, each act is kept and may be undone."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enquetes.design.variables.models import AnswerCode, CodedText, GivenCode
from enquetes.design.variables.variable import variable_of
from enquetes.findings.crossing.cross_table import cross
from enquetes.findings.crossing.masking import TOTAL
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.crossing.question_figures import figures_of_variable
from enquetes.preparation.cleaning.services import correct_answer, leave_out
from enquetes.preparation.coding.models import CodingAct
from enquetes.preparation.coding.services import code_texts, remove_code, rename_code, undo_act
from enquetes.preparation.coding.texts import read_texts
from enquetes.preparation.enums import CodingKind
from questionnaires.questions.outline import outline_of
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db):
    return MemberFactory()


@pytest.fixture
def code(campaign, question, by):
    """`code("Plus de wifi", "Wifi")`: give these codes to the group of this text."""

    def give(text: str, *labels: str, adds: bool = False) -> CodingAct:
        keys = [group.key for group in read_texts(campaign, question).groups if group.text == text]
        return code_texts(campaign=campaign, question=question, keys=keys, labels=labels, by=by, adds=adds)

    return give


def labels_of(campaign, question) -> dict[str, list[str] | None]:
    """Return text of a group → labels of its codes, None if it is not coded."""
    labels = dict(AnswerCode.objects.values_list("pk", "label"))
    return {
        group.text: sorted(labels[key] for key in group.codes) if group.is_coded else None
        for group in read_texts(campaign, question).groups
    }


def figures(campaign, smallest: int = 1):
    outline = outline_of(campaign.version)
    return figures_of_variable(variable_of(outline, "mot.codes"), population_of(campaign.version), smallest=smallest)


def counts_of(campaign) -> dict[str, int]:
    return {category.wording: cell.count for category, cell in figures(campaign).figures}


def test_group_is_coded_at_once_and_counted(campaign, question, code, by):
    act = code("Plus de wifi", "Wifi", "Gratuit")
    code("Ouvrir le samedi", "Horaires", " wifi ")
    code("Rien")

    assert (act.texts, act.words, act.done_by) == (9, "«\u00a0Wifi\u00a0» et «\u00a0Gratuit\u00a0»", by)
    assert counts_of(campaign) == {"Wifi": 13, "Gratuit": 9, "Horaires": 4}
    assert figures(campaign).answered == 15
    assert labels_of(campaign, question) == {
        "Plus de wifi": ["Gratuit", "Wifi"],
        "Ouvrir le samedi": ["Horaires", "Wifi"],
        "Rien": [],
        "Plus de wifi gratuit": None,
    }
    assert CodedText.objects.filter(coded_by=by).count() == 15


def test_coded_variable_is_crossed_as_one_of_several_choices(campaign, code):
    code("Plus de wifi", "Wifi", "Gratuit")
    code("Rien")
    outline = outline_of(campaign.version)
    population = population_of(campaign.version)

    table = cross(variable_of(outline, "sexe"), variable_of(outline, "mot.codes"), population, smallest=1)
    turned = cross(variable_of(outline, "mot.codes"), variable_of(outline, "sexe"), population, smallest=1)

    for each, flip in ((table, False), (turned, True)):
        found = {
            (
                each.rows.by_key[row].code if row else None,
                each.columns.by_key[column].code if column else None,
            ): cell.count
            for (row, column), cell in each.cells.items()
        }
        key = (lambda sex, own: (own, sex)) if flip else (lambda sex, own: (sex, own))
        assert found[key("femme", "wifi")] == 9
        assert found[key("homme", "wifi")] == 0
        assert found[key("femme", None)] == found[TOTAL, TOTAL] == 11


def test_figures_of_few_coded_texts_are_masked(campaign, code):
    code("Ouvrir le samedi", "Horaires")
    code("Rien", "Sans avis")

    assert {cell.count for _, cell in figures(campaign, smallest=5).figures} == {None}


CODINGS = st.lists(
    st.tuples(
        st.sampled_from(["Plus de wifi", "Ouvrir le samedi", "Rien", "Plus de wifi gratuit"]),
        st.lists(st.sampled_from(["Wifi", "wifi", "WIFI ", "Horaires", "Prix"]), max_size=4),
        st.booleans(),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(codings=CODINGS)
def test_answer_counts_once_for_each_of_its_codes_and_undoing_all_goes_back(campaign, question, code, by, codings):
    for model in (GivenCode, CodedText, CodingAct, AnswerCode):
        model.objects.all().delete()
    acts, expected, states = [], {}, [labels_of(campaign, question)]
    sizes = {group.text: group.count for group in read_texts(campaign, question).groups}
    for text, labels, adds in codings:
        acts.append(code(text, *labels, adds=adds))
        own = {label.strip().lower() for label in labels}
        expected[text] = (expected.get(text, set()) if adds else set()) | own
        states.append(labels_of(campaign, question))
    made = {label.strip().lower() for _, labels, _ in codings for label in labels}
    if made:
        assert {name.lower(): count for name, count in counts_of(campaign).items()} == {
            name: sum(sizes[text] for text, own in expected.items() if name in own) for name in made
        }
    for act, state in zip(reversed(acts), reversed(states[:-1]), strict=True):
        undo_act(act=act, by=by)
        assert labels_of(campaign, question) == state


def test_act_is_not_undone_where_others_coded_since(campaign, question, code, by):
    first = code("Plus de wifi", "Wifi")
    code("Plus de wifi", "Réseau")

    with pytest.raises(ValidationError, match="codées autrement"):
        undo_act(act=first, by=by)
    assert labels_of(campaign, question)["Plus de wifi"] == ["Réseau"]


def test_undoing_is_not_undone(code, by):
    undone = undo_act(act=code("Rien", "Sans avis"), by=by)

    assert undone.kind == CodingKind.UNDONE
    with pytest.raises(ValidationError, match="ne se défait plus"):
        undo_act(act=undone, by=by)


def test_renamed_code_keeps_its_column_and_its_texts(campaign, code, by):
    code("Plus de wifi", "Wifi")
    own = AnswerCode.objects.get()

    rename_code(code=own, label="Accès à internet", by=by)

    own.refresh_from_db()
    assert (own.label, own.code) == ("Accès à internet", "wifi")
    assert counts_of(campaign) == {"Accès à internet": 9}
    assert CodingAct.objects.first().words == "«\u00a0Wifi\u00a0» devient «\u00a0Accès à internet\u00a0»"


def test_codes_put_together_count_once(campaign, question, code, by):
    code("Plus de wifi", "Wifi", "Réseau")
    code("Ouvrir le samedi", "Réseau")

    rename_code(code=AnswerCode.objects.get(label="Réseau"), label="wifi", by=by)

    assert counts_of(campaign) == {"Wifi": 13}
    act = CodingAct.objects.first()
    assert (act.kind, act.texts) == (CodingKind.MERGED, 13)


def test_code_in_use_is_not_removed(code, by):
    act = code("Rien", "Sans avis")
    own = AnswerCode.objects.get()
    with pytest.raises(ValidationError, match="réunissez-le"):
        remove_code(code=own, by=by)

    undo_act(act=act, by=by)
    remove_code(code=own, by=by)

    assert not AnswerCode.objects.exists()


@pytest.mark.parametrize("label", ["", "  ", "m" * 61])
def test_label_has_a_size(campaign, question, by, label):
    keys = [read_texts(campaign, question).groups[0].key]

    with pytest.raises(ValidationError):
        code_texts(campaign=campaign, question=question, keys=keys, labels=[label], by=by)
    assert not CodedText.objects.exists()


def test_text_that_is_left_out_meanwhile_is_refused(campaign, question, by):
    keys = [group.key for group in read_texts(campaign, question).groups if group.text == "Plus de wifi gratuit"]
    collected = campaign.collected.get(response__answers__text="Plus de wifi gratuit")
    leave_out(collected=collected, reason="Un essai", by=by)

    with pytest.raises(ValidationError, match="laissé de côté"):
        code_texts(campaign=campaign, question=question, keys=keys, labels=["Wifi"], by=by)


def test_correction_of_another_answer_keeps_the_codes(campaign, question, code, by):
    code("Plus de wifi gratuit", "Wifi")
    collected = campaign.collected.get(response__answers__text="Plus de wifi gratuit")

    correct_answer(collected=collected, question="age", value="adulte", reason="Relu", by=by)
    assert labels_of(campaign, question)["Plus de wifi gratuit"] == ["Wifi"]

    correct_answer(collected=collected, question="mot", value="Du wifi gratuit", reason="Relu", by=by)
    assert labels_of(campaign, question)["Du wifi gratuit"] is None
