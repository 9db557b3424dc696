"""Buttons and pages of a reader: favourites, thanks, feedback."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.library.readers import services as readers
from ressources.library.readers import services as services_feedback
from ressources.library.readers.availability import availability_of
from ressources.library.readers.forms import FeedbackAnswerForm, FeedbackForm
from ressources.library.readers.models import Favourite, Feedback
from ressources.library.readers.permissions import may_answer_readers
from ressources.permissions import may_edit
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.permissions import may_write_to_author
from ressources.sheets.views import pressed_key, readable_sheet_for, sheet_for

# Buttons of a sheet that keep it as a favourite and thank its authors.
# Each button sends the wanted state: pressed twice, it does not undo itself.
NO = "non"


@network_required
@require_POST
def favourite(request: HttpRequest, pk: int) -> HttpResponse:
    """Add or remove a favourite; a withdrawn sheet is removed from the page of favourites."""
    if request.POST.get("keep") == NO:
        kept_favourite = get_object_or_404(Favourite.objects.visible_to(request.user).select_related("sheet"), sheet=pk)
        readers.drop_favourite(sheet=kept_favourite.sheet, by=request.user)
        messages.success(request, f"« {kept_favourite.sheet.title} » n’est plus dans vos favoris.")
        is_from_sheet = "list" not in request.POST and kept_favourite.sheet.is_visible_to(request.user)
        return redirect(kept_favourite.sheet) if is_from_sheet else redirect("ressources:favourites")
    sheet = readable_sheet_for(request.user, pk)
    readers.keep_favourite(sheet=sheet, by=request.user)
    messages.success(request, "La fiche est gardée. Vous la retrouverez dans « Mes favoris ».")
    return redirect(sheet)


@network_required
@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    sheet: Sheet = readable_sheet_for(request.user, pk, may_write_to_author)
    if request.POST.get("thank") == NO:
        readers.take_back_thanks(sheet=sheet, by=request.user)
        messages.success(request, "Votre merci est repris.")
    else:
        with refusals_as_messages(request):
            readers.thank(sheet=sheet, by=request.user)
            messages.success(request, "Merci transmis : l’auteur de la fiche le saura.")
    return redirect(sheet)


# Feedback: a reader writes to the authors, who answer once and settle; the reader finds the answer.
SHOWN = 5
SENT = "Votre message est parti. La réponse arrivera dans « Mes alertes », et dans « Mes retours aux auteurs »."


@method_decorator(network_required, name="dispatch")
class WriteToAuthorView(View):
    """The form of a feedback, with the earlier messages of the reader about the sheet."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render(readable_sheet_for(request.user, pk, may_write_to_author), FeedbackForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = readable_sheet_for(request.user, pk, may_write_to_author)
        form = FeedbackForm(request.POST)
        if not form.is_valid():
            return self.render(sheet, form)
        with refusals_in(form, "text"):
            services_feedback.send_feedback(sheet=sheet, by=request.user, **form.cleaned_data)
            messages.success(request, SENT)
            return redirect(sheet)
        return self.render(sheet, form)

    def render(self, sheet: Sheet, form: FeedbackForm) -> HttpResponse:
        earlier_feedback = Feedback.objects.sent_by(self.request.user).filter(sheet=sheet).with_people()[:SHOWN]
        context = {"sheet": sheet, "form": form, "earlier": earlier_feedback}
        return render(self.request, "ressources/library/readers/feedback_write.html", context)


@method_decorator(network_required, name="dispatch")
class FeedbackView(ListView):
    """Feedback on a sheet for those who answer for it, with the answer forms; unsettled ones first."""

    template_name = "ressources/library/readers/feedback.html"
    context_object_name = "feedback"
    paginate_by = 20
    answering: FeedbackAnswerForm | None = None

    def get_queryset(self) -> QuerySet[Feedback]:
        self.sheet = sheet_for(self.request.user, self.kwargs["pk"], may_answer_readers)
        queryset = Feedback.objects.visible_to(self.request.user).filter(sheet=self.sheet)
        return queryset.with_people().waiting_first()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        rows = [(feedback, self.form_of(feedback)) for feedback in context["feedback"]]
        return context | {"sheet": self.sheet, "rows": rows, "may_edit": may_edit(self.request.user, self.sheet)}

    def form_of(self, feedback: Feedback) -> FeedbackAnswerForm:
        """Return the answer form of the feedback: the refused one, or an empty one."""
        is_refused = self.answering is not None and self.answering.feedback == feedback
        return self.answering if is_refused else FeedbackAnswerForm(feedback=feedback)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        feedback = get_object_or_404(self.get_queryset(), pk=pressed_key(request, "feedback"))
        self.answering = FeedbackAnswerForm(request.POST, feedback=feedback)
        if self.answering.is_valid():
            with refusals_in(self.answering, "text"):
                services_feedback.answer_feedback(feedback=feedback, by=request.user, **self.answering.cleaned_data)
                messages.success(request, "Votre réponse est partie.")
                return back_to(feedback)
        return self.get(request, pk=pk)


@method_decorator(network_required, name="dispatch")
class MyFeedbackView(ListView):
    """The feedback that I sent, and its answers."""

    template_name = "ressources/library/readers/feedback_mine.html"
    context_object_name = "feedback"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Feedback]:
        return Feedback.objects.sent_by(self.request.user).with_people()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return context | {"lines": availability_of(context["feedback"], self.request.user)}


def received_feedback(user, pk: int) -> Feedback:
    """Return a feedback that `user` may answer. Raises `Http404` otherwise."""
    queryset = Feedback.objects.visible_to(user).select_related("sheet")
    feedback = get_object_or_404(queryset, pk=pk)
    sheet_for(user, feedback.sheet_id, may_answer_readers)
    return feedback


def back_to(feedback: Feedback) -> HttpResponse:
    response = redirect("ressources:feedback", feedback.sheet_id)
    response["Location"] += f"#retour-{feedback.pk}"
    return response


@network_required
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    feedback = received_feedback(request.user, pk)
    services_feedback.settle_feedback(feedback=feedback, by=request.user)
    messages.success(request, "Le retour est traité : la personne qui l’a écrit reçoit une alerte.")
    return back_to(feedback)


@network_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    feedback = received_feedback(request.user, pk)
    services_feedback.reopen_feedback(feedback=feedback)
    messages.success(request, "Ce retour est de nouveau à traiter.")
    return back_to(feedback)
