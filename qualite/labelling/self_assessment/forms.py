"""Forms of a self-assessment: the answers of one axis, a file joined as proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms

from qualite.labelling.charter.models import Axis, Criterion
from qualite.labelling.enums import AnswerLevel
from qualite.labelling.self_assessment.live_figures import FigureFact
from qualite.labelling.self_assessment.models.answer import LONGEST_WORDS, CriterionAnswer
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.services import save_answer
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.scans import MAX_SCAN_BYTES, CheckedScan, check_scan
from reseau.people.members.models.member import Member
from reseau.web.refusals import refusals_in


@dataclass(slots=True)
class AxisRow:
    """A criterion on the page of its axis, with its fields and all that stands beside them."""

    criterion: Criterion
    answer: CriterionAnswer | None
    level: forms.BoundField
    words: forms.BoundField
    link: forms.BoundField
    edition: forms.BoundField
    former: CriterionAnswer | None = None
    figure: FigureFact | None = None
    actions: Sequence = field(default_factory=list)


class AxisForm(forms.Form):
    """Answers to the criteria of an axis: nothing is required, since a file is filled in several sittings."""

    def __init__(self, *args, assessment: Assessment, axis: Axis, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.assessment, self.user = assessment, user
        self.criteria = list(axis.criteria.all())
        answers = assessment.answers.filter(criterion__axis=axis).prefetch_related("files")
        self.answers = {answer.criterion_id: answer for answer in answers}
        for criterion in self.criteria:
            self._add_fields(criterion, self.answers.get(criterion.pk))

    def _add_fields(self, criterion: Criterion, answer: CriterionAnswer | None) -> None:
        self.fields[f"level-{criterion.pk}"] = forms.ChoiceField(
            label="Où vous en êtes",
            choices=AnswerLevel.choices,
            required=False,
            widget=forms.RadioSelect,
            initial=answer.level if answer else "",
        )
        self.fields[f"words-{criterion.pk}"] = forms.CharField(
            label="La preuve, un fait",
            max_length=LONGEST_WORDS,
            required=False,
            widget=forms.Textarea({"rows": 3}),
            initial=answer.words if answer else "",
        )
        self.fields[f"link-{criterion.pk}"] = forms.URLField(
            label="Une page qui le montre",
            max_length=500,
            required=False,
            assume_scheme="https",
            initial=answer.link if answer else "",
            error_messages={"invalid": "Recopiez l’adresse entière, par exemple https://exemple.fr/page."},
        )
        self.fields[f"edition-{criterion.pk}"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, initial=answer.edition if answer else 0
        )

    def rows(self) -> list[AxisRow]:
        return [
            AxisRow(
                criterion=criterion,
                answer=self.answers.get(criterion.pk),
                **{name: self[f"{name}-{criterion.pk}"] for name in ("level", "words", "link", "edition")},
            )
            for criterion in self.criteria
        ]

    def save(self) -> bool:
        """Save each answer that was changed; return whether all were taken. A refusal stands beside its words."""
        for criterion in self.criteria:
            with refusals_in(self, f"words-{criterion.pk}"):
                self.answers[criterion.pk] = self._save_one(criterion)
        return not self.errors

    def _save_one(self, criterion: Criterion) -> CriterionAnswer:
        data = self.cleaned_data
        return save_answer(
            assessment=self.assessment,
            criterion=criterion,
            by=self.user,
            edition=data[f"edition-{criterion.pk}"] or 0,
            **{name: data[f"{name}-{criterion.pk}"] for name in ("level", "words", "link")},
        )

    def renew_editions(self) -> None:
        """Put the editions of now in a form that comes back: saved again, what was typed is kept."""
        self.data = self.data.copy()
        editions = dict(self.assessment.answers.values_list("criterion", "edition"))
        for criterion in self.criteria:
            self.data[f"edition-{criterion.pk}"] = editions.get(criterion.pk, 0)


class ProofForm(forms.Form):
    """A photo or a PDF joined to an answer."""

    file = forms.FileField(
        label="Photo ou PDF",
        help_text="20\u00a0Mo au plus. Montrez le lieu et les papiers, pas les visages.",
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": "image/*,.pdf",
                "data-most": MAX_SCAN_BYTES,
                "data-refusal": f"Ce fichier fait {{size}}, {size_in_words(MAX_SCAN_BYTES)} au plus.",
            }
        ),
        error_messages={"required": "Choisissez une photo ou un PDF."},
    )

    def clean_file(self) -> CheckedScan:
        file = self.cleaned_data["file"]
        self.file_name = file.name or ""
        return check_scan(file=file)
