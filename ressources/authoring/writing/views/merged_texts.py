"""Two members wrote from the same version: the second one sees both texts and their merge, and chooses."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View

from reseau.permissions import network_required
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages
from ressources.authoring.writing.form_data import with_shown_data
from ressources.authoring.writing.form_of_kind import FORMS
from ressources.authoring.writing.forms.sheet import Leniency, SheetForm
from ressources.authoring.writing.models import KeptText
from ressources.authoring.writing.services import kept_texts
from ressources.authoring.writing.services import merged_texts as saving
from ressources.authoring.writing.views.autosave import new_window
from ressources.authoring.writing.views.writing import after_saving, epms_to_choose
from ressources.permissions import may_edit
from ressources.review.versions import services as versions
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.comparison import ComparedBlock, compare_part
from ressources.review.versions.merging.sheets import Disagreement, MergeChoice, disagreements, merged_content
from ressources.sheets.content import SheetContent
from ressources.sheets.enums import PartNature
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.part_wording import part_in_words
from ressources.sheets.services.errors import SheetChangedError
from ressources.sheets.views import sheet_for

CHANGED_AGAIN = "La fiche a encore été enregistrée entre-temps : voici ce qu’elle dit maintenant."
TO_CORRECT = "Les textes réunis sont dans le formulaire, pas encore enregistrés : il reste à corriger ce qui suit."
TO_READ = "Les textes réunis sont dans le formulaire. Relisez-les, puis enregistrez."
LABELS = {MergeChoice.MERGED: "Les deux réunis", MergeChoice.MINE: "Votre texte"}
LONG = (PartNature.TEXT, PartNature.STEPS)


class Option(NamedTuple):
    """One of the texts of a part. A long one is shown by its changes from the common version."""

    choice: MergeChoice
    label: str
    text: str
    is_proposed: bool
    is_unchanged: bool = False
    blocks: tuple[ComparedBlock, ...] = ()


class Union:
    """The text that `user` typed, the version saved by somebody else, and their common version if it is known."""

    def __init__(self, user, sheet: Sheet, text: KeptText) -> None:
        self.sheet, self.text, self.epms = sheet, text, epms_to_choose(user, sheet)
        self.form_class = FORMS[text.form]
        self.form = self.bound_form(text.post)
        self.theirs, self.base = sheet.latest_content, BaseVersion.latest_of(sheet)

    def bound_form(self, form_data: QueryDict) -> SheetForm:
        return self.form_class(form_data, epms=self.epms, leniency=Leniency.DRAFT)

    @cached_property
    def mine(self) -> SheetContent:
        return self.form.content

    @cached_property
    def common(self) -> SheetContent | None:
        return BaseVersion.parse(self.text.base).content_of(self.sheet)

    @cached_property
    def differences(self) -> list[Disagreement]:
        return disagreements(base=self.common, mine=self.mine, theirs=self.theirs)

    def chosen_form_data(self, choices: dict[str, str]) -> QueryDict:
        """Return the chosen text as form data, based on the version saved by somebody else."""
        form = self.form_class(
            content=merged_content(self.mine, self.differences, choices), epms=self.epms, epm=self.sheet.epm
        )
        form_data = with_shown_data(self.text.post, form, but=["epm"])
        form_data["base"] = str(self.base)
        return form_data


@method_decorator(network_required, name="dispatch")
class MergedTextView(View):
    def get(self, request: HttpRequest, pk: int, text: int) -> HttpResponse:
        union = self.find(pk, text)
        if not union.form.is_valid():
            return self.back_to_form(pk, union.text)
        return self.show(union) if union.differences else redirect("ressources:edit", pk)

    def post(self, request: HttpRequest, pk: int, text: int) -> HttpResponse:
        union = self.find(pk, text)
        if not union.form.is_valid():
            return self.back_to_form(pk, union.text)
        if request.POST.get("theirs") != str(union.base):
            messages.warning(request, CHANGED_AGAIN)
            return redirect("ressources:unite", pk, text)
        form_data = union.chosen_form_data({name.removeprefix("part-"): value for name, value in request.POST.items()})
        form = union.bound_form(form_data)
        if "reread" in request.POST or not form.is_valid():
            return self.reread(union, form_data, form)
        return self.save(union, form)

    def find(self, pk: int, text: int) -> Union:
        sheet = sheet_for(self.request.user, pk, may_edit)
        mine = get_object_or_404(KeptText.objects.visible_to(self.request.user).filter(sheet=sheet), pk=text)
        return Union(self.request.user, sheet, mine)

    def show(self, union: Union) -> HttpResponse:
        other = union.sheet.latest_revision.user
        label = "Votre autre texte" if other == self.request.user else f"Le texte {of(other or 'quelqu’un d’autre')}"
        labels = LABELS | {MergeChoice.THEIRS: label}
        rows = [(item, self.options(union, item, labels)) for item in union.differences]
        context = {
            "sheet": union.sheet,
            "text": union.text,
            "base": union.base,
            "torn": [row for row in rows if row[0].has_two_sides],
            "settled": [row for row in rows if not row[0].has_two_sides],
            "other": other,
            "is_known": union.common is not None,
        }
        return render(self.request, "ressources/authoring/writing/merged_texts.html", context)

    @staticmethod
    def options(union: Union, item: Disagreement, labels: dict[str, str]) -> list[Option]:
        is_known = union.common is not None
        options = []
        for choice in item.choices:
            value = item.value_of(choice)
            options.append(
                Option(
                    choice,
                    labels[choice],
                    part_in_words(item.part, value),
                    is_proposed=choice == item.proposed,
                    is_unchanged=is_known and value == item.base,
                    blocks=compare_part(item.part, item.base, value) if is_known and item.part.nature in LONG else (),
                )
            )
        return options

    def save(self, union: Union, form: SheetForm) -> HttpResponse:
        with refusals_as_messages(self.request):
            try:
                page = saving.save_merged_text(
                    page=union.sheet,
                    by=self.request.user,
                    mine=union.mine,
                    data=form.content,
                    base=union.base,
                    common=union.common,
                    epm=form.cleaned_data.get("epm"),
                )
            except SheetChangedError:
                messages.warning(self.request, CHANGED_AGAIN)
                return redirect("ressources:unite", union.sheet.pk, union.text.pk)
            kept_texts.delete_kept_texts(member=self.request.user, window=union.text.window)
            if name := union.text.post.get("version_name", "").strip():
                versions.name_version(revision=page.latest_revision, by=self.request.user, name=name)
            return after_saving(self.request, page, leniency=Leniency.DRAFT)
        return self.show(union)

    def reread(self, union: Union, form_data: QueryDict, form: SheetForm) -> HttpResponse:
        """Open the form with the chosen text. The typed text is replaced, unless a paragraph of it would be lost."""
        window = union.text.window
        if not form.is_valid() or saving.loses_paragraphs(mine=union.mine, data=form.content, others=[union.theirs]):
            window = new_window()
        with refusals_as_messages(self.request):
            text = kept_texts.keep_form_data(
                member=self.request.user, form=union.text.form, sheet=union.sheet, form_data=form_data, window=window
            )
            messages.warning(self.request, TO_READ if form.is_valid() else TO_CORRECT)
            return self.back_to_form(union.sheet.pk, text)
        return self.show(union)

    @staticmethod
    def back_to_form(pk: int, text: KeptText) -> HttpResponse:
        response = redirect("ressources:edit", pk)
        response["Location"] += f"?reprendre={text.pk}"
        return response
