"""Pages of a call for a replacement: launch it, follow it, answer it."""

from django.contrib import messages
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView

from formation.permissions import may_call_replacement
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from formation.year.replacement.candidates import candidates_for, remaining_half_days
from formation.year.replacement.forms import ReplacementForm
from formation.year.replacement.models import ReplacementCall
from formation.year.replacement.services import accept_call, decline_call, end_call
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

YES = "oui"


@method_decorator(network_required, name="dispatch")
class ReplacementCallView(FormView):
    """Launch a call; where one is open for the session, its page comes first."""

    template_name = "formation/year/replacement/replacement_call.html"
    form_class = ReplacementForm

    @cached_property
    def session(self) -> Session:
        sessions = Session.objects.visible_to(self.request.user).announced().with_place()
        trainers = Prefetch("trainers", SessionTrainer.objects.select_related("member"))
        sessions = sessions.prefetch_related("half_days", trainers)
        calls = ReplacementCall.objects.open().filter(session=OuterRef("pk")).order_by("-pk").values("pk")
        sessions = sessions.annotate(open_call=Subquery(calls[:1]))
        session = get_object_or_404(sessions, pk=self.kwargs["pk"])
        if not may_call_replacement(self.request.user, session):
            raise Http404
        return session

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.session.open_call:
            return redirect("formation:replacement", self.session.open_call)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        data = self.request.POST if self.request.method == "POST" else None
        return {"data": data, "session": self.session, "candidates": candidates_for(self.session)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(session=self.session, half_days=remaining_half_days(self.session), **kwargs)

    def form_valid(self, form: ReplacementForm) -> HttpResponse:
        with refusals_in(form):
            call = form.save(by=self.request.user)
            messages.success(self.request, "L’appel est parti. La première personne qui accepte assure la session.")
            return redirect(call)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class ReplacementView(DetailView):
    """A call: those asked answer, those who called read the answers."""

    template_name = "formation/year/replacement/replacement.html"
    context_object_name = "call"

    def get_queryset(self):
        return ReplacementCall.objects.visible_to(self.request.user).with_session().select_related("taken_by")

    def get_context_data(self, **kwargs) -> dict:
        call, user = self.object, self.request.user
        asked = list(call.asked.select_related("member"))
        return super().get_context_data(
            half_days=remaining_half_days(call.session),
            asked=asked if may_call_replacement(user, call.session) else [],
            mine=next((each for each in asked if each.member_id == user.pk), None),
            is_open=ReplacementCall.objects.open().filter(pk=call.pk).exists(),
            **kwargs,
        )


def find_call(request: HttpRequest, pk: int) -> ReplacementCall:
    return get_object_or_404(ReplacementCall.objects.visible_to(request.user).with_session(), pk=pk)


@network_required
@require_POST
def answer_replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """`reponse=oui` takes the session; anything else says that one cannot."""
    call = find_call(request, pk)
    with refusals_as_messages(request):
        if request.POST.get("reponse") == YES:
            session = accept_call(call=call, by=request.user)
            messages.success(request, "C’est vous\u00a0! Les personnes inscrites sont prévenues, merci.")
            return redirect(session)
        decline_call(call=call, by=request.user)
        messages.success(request, "C’est noté, merci d’avoir répondu.")
    return redirect(call)


@network_required
@require_POST
def end_replacement(request: HttpRequest, pk: int) -> HttpResponse:
    call = find_call(request, pk)
    if not may_call_replacement(request.user, call.session):
        raise Http404
    with refusals_as_messages(request):
        end_call(call=call, by=request.user)
        messages.success(request, "L’appel est clos.")
    return redirect(call.session)
