"""Texts of a campaign coded by the coordination: all of them, one after the other, the list of codes, the journal."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.models import AnswerCode
from enquetes.preparation.coding.forms import CodeNameForm, CodesForm
from enquetes.preparation.coding.models import CodingAct
from enquetes.preparation.coding.progress import coding_progress
from enquetes.preparation.coding.services import NO_TEXT, code_texts, remove_code, rename_code, undo_act
from enquetes.preparation.coding.texts import TextGroup, read_texts
from questionnaires.questions.outline import QuestionOutline, outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

ON_A_PAGE = 15
TO_CODE, CODED = "a-coder", "codes"
STATES = ((TO_CODE, "À coder"), (CODED, "Codés"))


@coordinator_required
@require_safe
def coding_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The open questions of a campaign, with what is coded of each."""
    campaign = _campaign(slug)
    context = {"campaign": campaign, "questions": coding_progress(campaign)}
    return render(request, "enquetes/preparation/coding/questions.html", context)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def coding(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The texts of a question, the most frequent first, some with a word; sent, give codes to those that are ticked."""
    campaign, question = _question(slug, code)
    texts, codes = read_texts(campaign, question), _codes(question)
    word, state = request.GET.get("mot", ""), request.GET.get("etat", TO_CODE)
    listed = [group for group in texts.groups if _is_listed(group, word, state)]
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    data = request.POST if request.method == "POST" else None
    form = CodesForm(data, known=codes, others=texts.groups if data else (), must_choose=True)
    if form.is_valid() and _give(request, form, campaign, question, form.cleaned_data["avec"], adds=True):
        return redirect(request.get_full_path())
    context = {
        "campaign": campaign,
        "question": question,
        "texts": texts,
        "codes": codes,
        "page_obj": page,
        "rows": _rows(page, codes),
        "ticked": set(data.getlist("avec")) if data else set(),
        "words": texts.frequent_words(campaign.smallest),
        "word": word,
        "state": state,
        "states": STATES,
        "form": form,
    }
    return render(request, "enquetes/preparation/coding/texts.html", context)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def coding_next(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One text after the other, with those that look like it; sent, code them and go on."""
    campaign, question = _question(slug, code)
    texts, codes = read_texts(campaign, question), _codes(question)
    named = texts.find([request.GET.get("texte", "")])
    group = named[0] if named else texts.next_uncoded(request.GET.get("apres", ""))
    near = texts.near(group) if group else []
    data = request.POST if request.method == "POST" else None
    known = {own.pk: own.label for own in codes}
    initial = {"codes": ", ".join(known[key] for key in sorted(group.codes) if key in known) if group else ""}
    form = CodesForm(data, known=codes, others=near, initial=initial)
    if data and not named:
        # Another text is shown: these codes are not for it.
        form.add_error(None, NO_TEXT)
    if group and form.is_valid():
        keys = [group.key, *form.cleaned_data["avec"]]
        if _give(request, form, campaign, question, keys, adds=False):
            address = reverse("enquetes:coding_next", args=[slug, code])
            return redirect(f"{address}?{urlencode({'apres': group.key})}")
    context = {
        "campaign": campaign,
        "question": question,
        "texts": texts,
        "codes": codes,
        "group": group,
        "near": near,
        "ticked": set(data.getlist("avec")) if data else set(),
        "last": CodingAct.objects.filter(question=question.key).defer("before", "after").first(),
        "form": form,
    }
    return render(request, "enquetes/preparation/coding/next.html", context)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def coding_code(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Rename a code, put it together with another one, or remove it if nobody has it."""
    campaign, question = _question(slug, code)
    own = get_object_or_404(AnswerCode.objects.annotate(texts=Count("given")), question=question.key, pk=pk)
    form = CodeNameForm(request.POST if request.method == "POST" else None, initial={"label": own.label})
    if request.method == "POST" and "retirer" in request.POST:
        with refusals_as_messages(request):
            remove_code(code=own, by=request.user)
            messages.success(request, f"«\u00a0{own.label}\u00a0» n’est plus dans la liste.")
        return redirect("enquetes:coding", slug, code)
    if form.is_valid():
        with refusals_in(form):
            kept = rename_code(code=own, label=form.cleaned_data["label"], by=request.user)
            is_joined = kept.pk != own.pk
            verb = "a rejoint" if is_joined else "s’appelle maintenant"
            messages.success(request, f"«\u00a0{own.label}\u00a0» {verb} «\u00a0{kept.label}\u00a0».")
            return redirect("enquetes:coding", slug, code)
    context = {"campaign": campaign, "question": question, "code": own, "form": form}
    return render(request, "enquetes/preparation/coding/code.html", context)


@method_decorator(coordinator_required, name="dispatch")
class CodingJournalView(ListView):
    """What was done to the codes of a question, the last first."""

    template_name = "enquetes/preparation/coding/journal.html"
    context_object_name = "acts"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[CodingAct]:
        self.campaign, self.question = _question(self.kwargs["slug"], self.kwargs["code"])
        acts = CodingAct.objects.filter(question=self.question.key).select_related("done_by")
        return acts.defer("before", "after")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(campaign=self.campaign, question=self.question, **kwargs)


@coordinator_required
@require_POST
def undo(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Undo an act, and come back to the texts one by one."""
    _, question = _question(slug, code)
    act = get_object_or_404(CodingAct, question=question.key, pk=pk)
    with refusals_as_messages(request):
        undone = undo_act(act=act, by=request.user)
        plural = "s" if undone.texts > 1 else ""
        messages.success(request, f"C’est défait pour {undone.texts}\u00a0réponse{plural}.")
    return redirect("enquetes:coding_next", slug, code)


def _campaign(slug: str) -> Campaign:
    started = Campaign.objects.select_related("version__questionnaire").filter(version__isnull=False)
    return get_object_or_404(started, slug=slug)


def _question(slug: str, code: str) -> tuple[Campaign, QuestionOutline]:
    """Return a started campaign and one of its questions of text. Raises Http404 for others."""
    campaign = _campaign(slug)
    question = outline_of(campaign.version).by_code.get(code)
    if question is None or not question.kind.has_words:
        raise Http404
    return campaign, question


def _codes(question: QuestionOutline) -> list[AnswerCode]:
    """Return the list of codes, each with `texts`, the answers that have it."""
    return list(AnswerCode.objects.filter(question=question.key).annotate(texts=Count("given")).order_by("rank", "pk"))


def _is_listed(group: TextGroup, word: str, state: str) -> bool:
    return (not word or word in group.folded.split()) and group.is_coded == (state == CODED)


def _rows(groups, codes: list[AnswerCode]) -> list[tuple[TextGroup, list[str]]]:
    return [(group, [code.label for code in codes if code.pk in group.codes]) for group in groups]


def _give(
    request: HttpRequest, form: CodesForm, campaign: Campaign, question: QuestionOutline, keys: list[str], *, adds: bool
) -> bool:
    """Give the codes of a valid form; say so, or show in the form why not."""
    with refusals_in(form):
        act = code_texts(
            campaign=campaign, question=question, keys=keys, labels=form.labels, by=request.user, adds=adds
        )
        plural = "s" if act.texts > 1 else ""
        messages.success(request, f"{act.words}\u00a0: {act.texts}\u00a0réponse{plural}.")
        return True
    return False
