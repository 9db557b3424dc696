"""The form of a sheet: what an animator writes, saved at any moment, complete before it goes to review."""

from enum import Enum

from django import forms

from b2i.models import Skill
from reseau.models import EPM
from ressources.content import MAX_TAG_LENGTH, MAX_TAGS, WorkshopContent, split_tags, unix_lines
from ressources.enums import Licence
from ressources.forms.steps import step_rows
from ressources.models import WorkshopPage

NEEDED_FOR_REVIEW = ("aim", "learners", "level", "group_size")


class Leniency(Enum):
    """How much the form asks for: nothing while one types, a title for a draft, everything for the review."""

    TYPING = "typing"
    DRAFT = "draft"
    REVIEW = "review"


def sheet_field(name: str, **options) -> forms.Field:
    """The field of the model, so that lengths and choices are said once."""
    return WorkshopPage._meta.get_field(name).formfield(**options)


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SheetForm(forms.Form):
    """The whole sheet with its `rows` of steps: `is_valid()` looks at both, `content` is what was written."""

    title = forms.CharField(
        label="Titre",
        help_text="Ce que vous diriez au public : « Reconnaître un courriel frauduleux ».",
        max_length=120,
        error_messages={"required": "Donnez un titre à votre fiche."},
    )
    aim = sheet_field(
        "aim", label="Objectif", help_text="En une phrase : à la fin, que sait faire chacun ?", widget=lines(2)
    )
    introduction = sheet_field("introduction", label="Pourquoi cet atelier", widget=lines(4))
    learners = sheet_field("learners", label="Pour qui")
    level = sheet_field("level", label="Niveau")
    group_size = sheet_field("group_size", label="Participants au plus", initial=8, min_value=1, max_value=60)
    needs_internet = sheet_field("needs_internet", label="Il faut une connexion à Internet")
    prerequisites = sheet_field(
        "prerequisites", label="Prérequis", help_text="Ce qu’il faut savoir faire avant de venir."
    )
    equipment = sheet_field("equipment", label="Matériel", widget=lines(4))
    tips = sheet_field("tips", label="Conseils et variantes", widget=lines(5))
    takeaways = sheet_field("takeaways", label="À retenir, pour l’apprenant", widget=lines(5))
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(), label="Compétences du B2i", required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = forms.CharField(
        label="Mots-clés",
        help_text=f"Séparés par des virgules, {MAX_TAGS} au plus : courriel, arnaque, sécurité.",
        required=False,
    )
    audience = sheet_field("audience", label="Visible par")
    licence = sheet_field(
        "licence", label="Licence", help_text="Ce que d’autres peuvent en faire.", widget=forms.RadioSelect
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM d’origine",
        help_text="L’animateur de son territoire relira la fiche.",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM d’où vient la fiche."},
    )

    def __init__(
        self,
        data=None,
        *,
        epms=(),
        epm: EPM | None = None,
        content: WorkshopContent | None = None,
        leniency: Leniency = Leniency.REVIEW,
    ) -> None:
        """`epms` are those from which the person may choose, empty when there is nothing to choose."""
        super().__init__(data, initial=_initial(content, epm) if content else {"epm": epm})
        self.leniency = leniency
        self.fields["licence"].choices = [(licence.value, licence.choice) for licence in Licence]
        self.fields["skills"].queryset = Skill.objects.filter(domain__framework__is_record_base=True).select_related(
            "domain"
        )
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]
        self.rows = step_rows(
            data=data,
            steps=content.steps if content else (),
            is_draft=leniency is not Leniency.REVIEW,
        )

    def full_clean(self) -> None:
        """A draft asks for a title alone; the labels still say what the review will need."""
        needed = [self.fields[name] for name in NEEDED_FOR_REVIEW]
        always = [self.fields[name] for name in ("title", "epm") if name in self.fields]
        for field in needed:
            field.required = self.leniency is Leniency.REVIEW
        for field in always:
            field.required = self.leniency is not Leniency.TYPING
        licence = self.fields["licence"]
        licence.required = False
        super().full_clean()
        for field in [*needed, *always, licence]:
            field.required = True

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    def clean_licence(self) -> str:
        """A form that was opened before sheets had a licence leaves it as it is."""
        return self.cleaned_data["licence"] or self.initial.get("licence") or Licence.BY_SA.value

    def clean_tags(self) -> tuple[str, ...]:
        tags = split_tags(self.cleaned_data["tags"])
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(f"Gardez {MAX_TAGS} mots-clés au plus : il y en a {len(tags)}.")
        if too_long := [tag for tag in tags if len(tag) > MAX_TAG_LENGTH]:
            raise forms.ValidationError(
                f"Un mot-clé a {MAX_TAG_LENGTH} lettres au plus : raccourcissez « {too_long[0][:MAX_TAG_LENGTH]}… »."
            )
        return tags

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.leniency is Leniency.REVIEW and self.rows.is_valid() and not self.errors:
            for field, sentence in self.content.missing().items():
                self.add_error(None if field == "steps" else field, sentence)
        return cleaned

    @property
    def content(self) -> WorkshopContent:
        cleaned = self.cleaned_data
        plain = {name: unix_lines(cleaned[name]) for name in WorkshopContent.plain_fields()}
        skills = tuple(sorted(skill.pk for skill in cleaned["skills"]))
        return WorkshopContent(**plain, skills=skills, tags=cleaned["tags"], steps=self.rows.contents())

    def skills_by_domain(self) -> list[tuple]:
        """(domain, boxes of its skills, whether one is ticked), for the template."""
        groups: dict = {}
        for box in self["skills"]:
            groups.setdefault(box.data["value"].instance.domain, []).append(box)
        return [(domain, boxes, any(box.data["selected"] for box in boxes)) for domain, boxes in groups.items()]

    def mistakes(self) -> list[tuple[str, str, str]]:
        """Everything to correct, in the order of the page: (label, address of the field, sentence)."""
        found = [("", "", sentence) for sentence in [*self.non_field_errors(), *self.rows.non_form_errors()]]
        for field in self.visible_fields():
            found += [(field.label, field.id_for_label or f"id_{field.name}", error) for error in field.errors]
        for rank, row in enumerate(self.rows, start=1):
            for field in row:
                found += [(f"Étape {rank}, {field.label}", field.id_for_label, error) for error in field.errors]
        return found


def _initial(content: WorkshopContent, epm: EPM | None) -> dict:
    plain = {name: getattr(content, name) for name in WorkshopContent.plain_fields()}
    return plain | {"skills": content.skills, "tags": ", ".join(content.tags), "epm": epm}
