"""Statements of skills: asked for, printed, fetched as badges, what their check shows, taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from b2i.enums import ShownName
from b2i.learners.models.learner import Learner
from b2i.permissions import follower_required, learner_required
from b2i.progress.views.my_record import own_record
from b2i.progress.views.records import followed_record
from b2i.records.models.record import Record
from b2i.statements.forms import RevokeStatementForm, ShownNameForm
from b2i.statements.models import Statement
from b2i.statements.open_badge import signed_badge
from b2i.statements.paper import statement_paper
from b2i.statements.services import choose_shown_name, issue_statement, revoke_statement
from reseau.papers.responses import paper_response


@follower_required
@require_safe
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of a learner, for the animators who follow her."""
    return page(request, followed_record(request.user, pk), is_own=False)


@learner_required
@require_safe
def my_statements(request: HttpRequest) -> HttpResponse:
    return page(request, own_record(request), is_own=True)


def page(request: HttpRequest, record: Record, *, is_own: bool) -> HttpResponse:
    found = Statement.objects.filter(record=record).prefetch_related("validations")
    context = {"record": record, "statements": found, "choices": ShownName.choices, "is_own": is_own}
    return render(request, "b2i/statements/statements.html", context)


@follower_required
@require_POST
def statement_new(request: HttpRequest, pk: int) -> HttpResponse:
    return issued(request, followed_record(request.user, pk), back=redirect("b2i:statements", pk))


@learner_required
@require_POST
def my_statement_new(request: HttpRequest) -> HttpResponse:
    return issued(request, own_record(request), back=redirect("b2i:my_statements"))


def issued(request: HttpRequest, record: Record, *, back: HttpResponse) -> HttpResponse:
    try:
        statement = issue_statement(record=record, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, f"Le relevé {statement.grouped_number} est prêt\u00a0: imprimez-le ou gardez-le.")
    return back


def visible(user) -> QuerySet[Statement]:
    return Statement.objects.visible_to(user).in_force().with_record()


@never_cache
@require_safe
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One that is in force: what was revoked leaves on no paper."""
    statement = get_object_or_404(visible(request.user), pk=pk)
    return paper_response(request, statement_paper(statement), name=f"releve-{statement.grouped_number}.pdf")


@never_cache
@require_safe
def statement_badge(request: HttpRequest, pk: int) -> HttpResponse:
    statement = get_object_or_404(visible(request.user), pk=pk)
    disposition = f'attachment; filename="badge-{statement.grouped_number}.jwt"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(signed_badge(statement), content_type="application/vc+jwt", headers=headers)


@require_POST
def statement_shows(request: HttpRequest, pk: int) -> HttpResponse:
    """The learner chooses, alone or with the animator who reads her the choices."""
    statement = get_object_or_404(visible(request.user), pk=pk)
    form = ShownNameForm(request.POST)
    if form.is_valid():
        choose_shown_name(statement=statement, shows=form.cleaned_data["shows"])
        messages.success(request, f"C’est noté pour le relevé {statement.grouped_number}.")
    else:
        messages.warning(request, "Choisissez ce que la page de vérification montre.")
    is_own = statement.learner.member_id == request.user.pk
    return redirect("b2i:my_statements") if is_own else redirect("b2i:statements", statement.learner.pk)


@method_decorator(follower_required, name="dispatch")
class StatementRevokeView(FormView):
    template_name = "b2i/statements/statement_revoke.html"
    form_class = RevokeStatementForm

    def dispatch(self, request, *args, **kwargs):
        followed = visible(request.user).filter(record__learner__in=Learner.objects.visible_to(request.user))
        self.statement = get_object_or_404(followed, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(statement=self.statement, learner=self.statement.learner, **kwargs)

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form) -> HttpResponse:
        try:
            revoke_statement(statement=self.statement, reason=form.cleaned_data["reason"], by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Le relevé {self.statement.grouped_number} est annulé, son badge aussi.")
        return redirect("b2i:statements", self.statement.learner.pk)
