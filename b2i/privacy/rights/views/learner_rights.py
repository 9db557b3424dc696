"""Rights of a learner, for their animators: answers, correction, limitation, erasure."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import followed_learner, found_by, kept_learner, put_aside_learner
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.permissions import keeps_record
from b2i.people.permissions import follower_required
from b2i.privacy.rights import services
from b2i.privacy.rights.forms import ContestAnswerForm, ErasureForm, IdentityForm
from b2i.records.contests import Contest
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages, refusals_in


@follower_required
@require_safe
@found_by(followed_learner)
def learner_rights(request, learner: Learner):
    return rights_page(request, learner)


def rights_page(
    request, learner: Learner, *, form: ContestAnswerForm | None = None, refused_contest: Contest | None = None
):
    """Render unanswered contests first; `form` is the refused answer to `refused_contest`, if there is one."""
    contests = list(Contest.objects.filter(record__learner=learner).with_answer())
    unanswered = [contest for contest in contests if not hasattr(contest, "answer")]
    context = {
        "learner": learner,
        "awaiting": [
            (contest, form if contest == refused_contest else _answer_form(contest)) for contest in unanswered
        ],
        "answered": [contest for contest in contests if hasattr(contest, "answer")],
        "form": form,
        "keeps": keeps_record(request.user, learner),
    }
    return render(request, "b2i/privacy/rights/learner_rights.html", context, status=422 if refused_contest else 200)


def _answer_form(contest: Contest, form_data=None) -> ContestAnswerForm:
    """Return the form of one contest; ids include its key, as a page has several forms."""
    return ContestAnswerForm(form_data, auto_id=f"contestation-{contest.pk}-%s")


@follower_required
@require_POST
@found_by(followed_learner)
def contest_answer(request, learner: Learner, contest_pk: int):
    contest = get_object_or_404(Contest.objects.filter(record__learner=learner), pk=contest_pk)
    form = _answer_form(contest, request.POST)
    if form.is_valid():
        with refusals_in(form):
            services.answer_contest(contest=contest, answered_by=request.user, **form.cleaned_data)
            messages.success(request, f"{learner} lira votre réponse à côté de la ligne.")
            return redirect("b2i:learner_rights", learner.pk)
    return rights_page(request, learner, form=form, refused_contest=contest)


@follower_required
@require_http_methods(["GET", "POST"])
@found_by(kept_learner)
def learner_edit(request, learner: Learner):
    form = IdentityForm(request.POST or None, learner=learner)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            services.correct_identity(learner=learner, corrected_by=request.user, **form.cleaned_data)
            messages.success(request, "C’est corrigé.")
            return redirect("b2i:learner_rights", learner.pk)
    context = {"learner": learner, "form": form}
    return render(request, "b2i/privacy/rights/learner_edit.html", context, status=422 if form.errors else 200)


@follower_required
@require_POST
@found_by(kept_learner)
def put_aside(request, learner: Learner):
    with refusals_as_messages(request):
        services.put_aside(learner=learner, asked_by=request.user)
        messages.success(
            request, f"Le livret {of(learner)} est mis de côté. Il est dans «\u00a0Livrets mis de côté\u00a0»."
        )
    return redirect("b2i:put_aside_list")


@method_decorator(follower_required, name="dispatch")
class PutAsideView(ListView):
    """Records put aside, with their date and nothing of their content."""

    template_name = "b2i/privacy/rights/put_aside_list.html"
    context_object_name = "learners"

    def get_queryset(self):
        return Learner.objects.put_aside_for(self.request.user).select_related("member").order_by("member__search_name")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        note_accesses(self.request, context["learners"], AccessKind.LISTED)
        return context


put_aside_list = PutAsideView.as_view()


@follower_required
@require_POST
@found_by(put_aside_learner)
def reopen_record(request, learner: Learner):
    with refusals_as_messages(request):
        services.reopen_record(learner=learner, lifted_by=request.user)
        messages.success(request, f"Le livret {of(learner)} est rouvert.")
        return redirect(learner)
    return redirect("b2i:put_aside_list")


@follower_required
@never_cache
@require_http_methods(["GET", "POST"])
@found_by(kept_learner)
def learner_erase(request, learner: Learner):
    form = ErasureForm(request.POST or None, learner=learner)
    if request.method == "POST" and form.is_valid():
        number = learner.card_number
        with refusals_in(form):
            services.erase_at_request(learner=learner, erased_by=request.user)
            messages.success(request, f"Le livret {number} est effacé, avec tout ce qu’il contenait.")
            return redirect("b2i:records")
    context = {"learner": learner, "form": form}
    return render(request, "b2i/privacy/rights/learner_erase.html", context, status=422 if form.errors else 200)
