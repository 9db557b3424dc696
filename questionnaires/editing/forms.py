"""Forms of the coordination's pages: a questionnaire, its texts, its sections, its questions."""

from typing import Any

from django import forms

from questionnaires.editing.written_lines import (
    ASKS_WORDS,
    EXCLUSIVE,
    read_choices,
    read_rows,
    write_choices,
    write_rows,
)
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import (
    CODE,
    LONGEST_WORDS,
    Questionnaire,
    QuestionnaireSection,
    QuestionnaireVersion,
)
from questionnaires.questions.outline import QuestionOutline

LONGEST_LINES = 12_000
MOST = 999_999_999
CHOICES_HELP = (
    f"Une réponse par ligne. À la fin d’une ligne, écrivez «\u00a0{ASKS_WORDS}\u00a0» pour demander des mots, "
    f"«\u00a0{EXCLUSIVE}\u00a0» si cette réponse ne va avec aucune autre. Le code des tableaux se fait seul\u00a0; "
    "pour le choisir, écrivez «\u00a0code = réponse\u00a0»."
)
STEPS_HELP = "Un degré par ligne, du plus bas au plus haut. Les tableaux les comptent de 1 en 1."
NOT_WORDED = {"required": "Écrivez la question."}


class QuestionnaireTitleForm(forms.ModelForm):
    class Meta:
        model = Questionnaire
        fields = ("title", "purpose")
        widgets = {"purpose": forms.Textarea({"rows": 3})}
        error_messages = {"title": {"required": "Donnez un titre."}}
        help_texts = {
            "title": "Les personnes qui répondent le lisent en haut de la page.",
            "purpose": "Pour vous et pour qui reprendra ce questionnaire.",
        }


class VersionTextsForm(forms.ModelForm):
    class Meta:
        model = QuestionnaireVersion
        fields = ("introduction", "thanks")
        widgets = {"introduction": forms.Textarea({"rows": 6}), "thanks": forms.Textarea({"rows": 3})}
        help_texts = {
            "introduction": "Qui demande, pourquoi, combien de minutes, ce que deviennent les réponses.",
            "thanks": "Ce que l’on lit une fois les réponses envoyées.",
        }


class SectionForm(forms.ModelForm):
    class Meta:
        model = QuestionnaireSection
        fields = ("title", "introduction")
        widgets = {"introduction": forms.Textarea({"rows": 3})}
        help_texts = {"title": "Sur un téléphone, chaque partie est un écran."}


class NewQuestionForm(forms.Form):
    """`sections`: key and name of each; with one alone, nobody has to choose."""

    wording = forms.CharField(
        label="Question", max_length=300, widget=forms.Textarea({"rows": 2}), error_messages=NOT_WORDED
    )
    kind = forms.ChoiceField(label="Réponse attendue", choices=QuestionKind.choices)
    section = forms.TypedChoiceField(label="Partie", coerce=int)

    def __init__(self, *args, sections: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections
        if len(sections) == 1:
            del self.fields["section"]


class QuestionForm(forms.Form):
    """A question with what its kind needs. Choices and lines are read into outlines."""

    wording = forms.CharField(
        label="Question", max_length=300, widget=forms.Textarea({"rows": 2}), error_messages=NOT_WORDED
    )
    help = forms.CharField(label="Aide sous la question", max_length=300, required=False)
    kind = forms.ChoiceField(label="Réponse attendue", widget=forms.RadioSelect)
    choices = forms.CharField(
        label="Réponses à choisir",
        required=False,
        max_length=LONGEST_LINES,
        widget=forms.Textarea({"rows": 7}),
        help_text=CHOICES_HELP,
    )
    rows = forms.CharField(
        label="Lignes de la grille",
        required=False,
        max_length=LONGEST_LINES,
        widget=forms.Textarea({"rows": 5}),
        help_text="Une ligne par ligne. À chacune, on choisit une réponse.",
    )
    lowest = forms.IntegerField(label="Au moins", required=False, min_value=-MOST, max_value=MOST)
    highest = forms.IntegerField(label="Au plus", required=False, min_value=-MOST, max_value=MOST)
    unit = forms.CharField(
        label="Unité", max_length=30, required=False, help_text="Des heures, des euros\u2026 à droite du nombre."
    )
    longest = forms.IntegerField(label="Signes au plus", required=False, min_value=1, max_value=LONGEST_WORDS)
    is_required = forms.BooleanField(label="Il faut répondre", required=False)
    code = forms.CharField(
        label="Nom de la colonne",
        max_length=30,
        validators=[CODE],
        help_text="Dans les tableaux. Gardez-le d’une version à l’autre si la question veut dire la même chose.",
        error_messages={"required": "Donnez un nom à la colonne."},
    )

    def __init__(self, *args, question: QuestionOutline, **kwargs) -> None:
        self.question = question
        super().__init__(*args, initial=self._initial(), **kwargs)
        for name in set(self.fields) - fields_of(question.kind):
            del self.fields[name]
        if "kind" in self.fields:
            kinds = [kind for kind in QuestionKind if question.kind in interchangeable(kind)]
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if question.kind is QuestionKind.SCALE:
            self.fields["choices"].help_text = STEPS_HELP
        if question.kind is QuestionKind.SEVERAL:
            self.fields["highest"].label = "Réponses au plus"
            self.fields["highest"].min_value = 1

    def _initial(self) -> dict[str, Any]:
        question = self.question
        names = ("wording", "help", "kind", "lowest", "highest", "unit", "longest", "is_required", "code")
        return {name: getattr(question, name) for name in names} | {
            "choices": write_choices(question.choices, numbered=question.kind is QuestionKind.SCALE),
            "rows": write_rows(question.rows),
        }

    def clean_choices(self) -> list:
        kind = self.cleaned_data.get("kind", self.question.kind)
        numbered = kind == QuestionKind.SCALE == self.question.kind
        return read_choices(self.cleaned_data["choices"], self.question.choices, numbered=numbered)

    def clean_rows(self) -> list:
        return read_rows(self.cleaned_data["rows"], self.question.rows)

    def parts(self) -> dict[str, Any]:
        """Return what `change_question` takes."""
        data = dict(self.cleaned_data)
        choices, rows = data.pop("choices", None), data.pop("rows", None)
        return {"fields": data, "choices": choices, "rows": rows}


def interchangeable(kind: QuestionKind) -> tuple[QuestionKind, ...]:
    """Return the kinds that a question of this kind may take without losing what was written."""
    lists = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.GRID)
    texts = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
    return lists if kind in lists else texts if kind in texts else (kind,)


def fields_of(kind: QuestionKind) -> set[str]:
    """Return the fields that a question of this kind needs."""
    names = {"wording", "help", "is_required", "code"}
    names |= {"kind"} if len(interchangeable(kind)) > 1 else set()
    names |= {"choices"} if kind.has_choices else set()
    names |= {"longest"} if kind.has_words else set()
    match kind:
        case QuestionKind.GRID:
            names |= {"rows"}
        case QuestionKind.NUMBER:
            names |= {"lowest", "highest", "unit"}
        case QuestionKind.SEVERAL:
            names |= {"highest"}
    return names


class QuestionConditionForm(forms.Form):
    """Answers to one earlier question, for which the question is asked."""

    codes = forms.MultipleChoiceField(
        label="Posée à qui a répondu",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez une réponse au moins."},
    )

    def __init__(self, *args, asked: QuestionOutline, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(choice.code, choice.label) for choice in asked.choices]
