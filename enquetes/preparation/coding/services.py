"""Texts coded, acts undone, codes renamed, put together, removed. Each is in the journal."""

from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.models import LONGEST_LABEL, AnswerCode, CodedText, GivenCode
from enquetes.preparation.coding.models import LONGEST_WORDS, CodingAct
from enquetes.preparation.coding.texts import read_texts
from enquetes.preparation.enums import CodingKind
from questionnaires.questions.codes import code_of_choice
from questionnaires.questions.models import Question
from questionnaires.questions.outline import QuestionOutline
from reseau.people.members.models.member import Member
from reseau.texts.accent_folding import fold
from reseau.texts.wording import join_words
from reseau.web.queries.row_locks import lock_row

MOST_CODES = 80
NO_TEXT = "Ce texte n’est plus à coder\u00a0: quelqu’un l’a corrigé ou laissé de côté."
TOO_LONG = f"Un code a {LONGEST_LABEL} signes au plus."
TOO_MANY = f"Cette question a déjà {MOST_CODES} codes\u00a0: réunissez-en d’abord."
NO_LABEL = "Écrivez le nom du code."
IN_USE = "Ce code est donné à des réponses\u00a0: réunissez-le avec un autre."
NOT_UNDONE = "Ce geste ne se défait plus\u00a0: ces réponses ont été codées autrement depuis."
NOTHING = "rien à coder"
# Labels of the codes of an answer; None: nobody coded it.
Labels = list[str] | None


@transaction.atomic
def code_texts(
    *,
    campaign: Campaign,
    question: QuestionOutline,
    keys: Collection[str],
    labels: Sequence[str],
    by: Member,
    adds: bool = False,
) -> CodingAct:
    """Give these codes to every answer of some groups of texts; without labels, there is nothing to code in them.

    A label that is not in the list yet makes a code. `adds`: keep the codes that answers have. Raises ValidationError
    where no such text counts any more, or for labels that are too long or too many.
    """
    lock_row(Question.objects.all(), question.key)
    groups = read_texts(campaign, question).find(keys)
    if not groups:
        raise ValidationError(NO_TEXT)
    codes = _codes_of(question.key, labels)
    answers = [answer for group in groups for answer in group.answers]
    before = _labels_of(answers)
    own = [code.label for code in codes]
    after = {key: sorted({*(former or ()), *own}) if adds else sorted(own) for key, former in before.items()}
    _write(question.key, after, by)
    words = join_words([f"«\u00a0{label}\u00a0»" for label in own]) if own else NOTHING
    return _note(question.key, CodingKind.CODED, words, by, before=before, after=after)


@transaction.atomic
def undo_act(*, act: CodingAct, by: Member) -> CodingAct:
    """Give back the codes that answers had before an act, where nobody changed them since.

    Raises ValidationError where none is left, or for an act of another kind.
    """
    lock_row(Question.objects.all(), act.question_id)
    present = _labels_of([int(key) for key in act.after]) if act.may_be_undone else {}
    restored = {
        key: act.before[str(key)]
        for key, labels in present.items()
        if labels is not None and labels == act.after[str(key)]
    }
    if not restored:
        raise ValidationError(NOT_UNDONE)
    _write(act.question_id, restored, by)
    before = {key: present[key] for key in restored}
    return _note(act.question_id, CodingKind.UNDONE, act.words, by, before=before, after=restored)


@transaction.atomic
def rename_code(*, code: AnswerCode, label: str, by: Member) -> AnswerCode:
    """Rename a code. Where another one has this name, they become one, with the answers of both.

    Raises ValidationError for an empty name, or one that is too long.
    """
    lock_row(Question.objects.all(), code.question_id)
    code = AnswerCode.objects.get(pk=code.pk)
    label = _checked(label)
    former = code.label
    others = AnswerCode.objects.filter(question=code.question_id).exclude(pk=code.pk)
    same = next((each for each in others if fold(each.label) == fold(label)), None)
    if same is None:
        code.label = label
        code.save(update_fields=["label"])
        _note(code.question_id, CodingKind.RENAMED, f"«\u00a0{former}\u00a0» devient «\u00a0{label}\u00a0»", by)
        return code
    given = GivenCode.objects.filter(code=code)
    both = given.filter(answer__given_codes__code=same).values_list("pk", flat=True)
    texts = given.count()
    GivenCode.objects.filter(pk__in=list(both)).delete()
    given.update(code=same)
    code.delete()
    words = f"«\u00a0{former}\u00a0» rejoint «\u00a0{same.label}\u00a0»"
    act = _note(same.question_id, CodingKind.MERGED, words, by)
    CodingAct.objects.filter(pk=act.pk).update(texts=texts)
    return same


@transaction.atomic
def remove_code(*, code: AnswerCode, by: Member) -> None:
    """Remove a code that no answer has. Raises ValidationError for one that is given."""
    lock_row(Question.objects.all(), code.question_id)
    if code.given.exists():
        raise ValidationError(IN_USE)
    _note(code.question_id, CodingKind.REMOVED, f"«\u00a0{code.label}\u00a0»", by)
    code.delete()


def _checked(label: str) -> str:
    label = " ".join(label.split())
    if not label:
        raise ValidationError(NO_LABEL)
    if len(label) > LONGEST_LABEL:
        raise ValidationError(TOO_LONG)
    return label


def _codes_of(question: int, labels: Sequence[str]) -> list[AnswerCode]:
    """Return the codes with these labels, each once; make those that are missing."""
    known = {fold(code.label): code for code in AnswerCode.objects.filter(question=question)}
    found: dict[str, AnswerCode] = {}
    for label in map(_checked, labels):
        folded = fold(label)
        if folded not in known:
            if len(known) >= MOST_CODES:
                raise ValidationError(TOO_MANY)
            taken = {code.code for code in known.values()}
            rank = 1 + max((code.rank for code in known.values()), default=0)
            known[folded] = AnswerCode.objects.create(
                question_id=question, rank=rank, code=code_of_choice(label, taken), label=label
            )
        found[folded] = known[folded]
    return list(found.values())


def _labels_of(answers: Collection[int]) -> dict[int, Labels]:
    """Return key of an answer that still stands → the labels of its codes, in order."""
    coded = CodedText.objects.filter(pk__in=answers).values_list("pk", flat=True)
    labels: dict[int, Labels] = dict.fromkeys(answers)
    labels |= {key: [] for key in coded}
    given = GivenCode.objects.filter(answer__in=answers).values_list("answer", "code__label")
    for answer, label in given:
        labels[answer] = sorted([*(labels[answer] or ()), label])
    return labels


def _write(question: int, wanted: Mapping[int, Labels], by: Member) -> None:
    """Give each answer these codes and no others."""
    labels = sorted({label for own in wanted.values() for label in own or ()})
    codes = {code.label: code for code in _codes_of(question, labels)}
    GivenCode.objects.filter(answer__in=wanted).delete()
    CodedText.objects.filter(pk__in=wanted).delete()
    coded = [answer for answer, own in wanted.items() if own is not None]
    CodedText.objects.bulk_create(CodedText(answer_id=answer, coded_by=by) for answer in coded)
    GivenCode.objects.bulk_create(
        GivenCode(answer_id=answer, code=codes[label]) for answer in coded for label in wanted[answer] or ()
    )


def _note(question: int, kind: CodingKind, words: str, by: Member, **states: Mapping[int, Labels]) -> CodingAct:
    kept = {name: {str(key): labels for key, labels in state.items()} for name, state in states.items()}
    return CodingAct.objects.create(
        question_id=question,
        kind=kind,
        words=words[:LONGEST_WORDS],
        texts=len(kept.get("after", ())),
        done_by=by,
        **kept,
    )
