"""Statements of skills, for animators and learners; public addresses that verify badges."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_POST, require_safe

from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.badge_key import MissingBadgeKeyError
from b2i.outcomes.statements.forms import RevokeStatementForm, StatementShownNameForm
from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.open_badge import issuer, issuer_did, key_name, signed_badge, signed_revocation_list
from b2i.outcomes.statements.paper import statement_paper
from b2i.outcomes.statements.public_keys import public_jwks
from b2i.outcomes.statements.services import choose_shown_name, issue_statement, revoke_statement
from b2i.people.accesses.journal import note_access
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import found_by
from b2i.people.permissions import follower_required, learner_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record, own_record
from reseau.documents.papers.responses import paper_response
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

A_DAY, AN_HOUR = 86_400, 3_600
WITHOUT_KEY = "Les badges ne peuvent pas être signés pour le moment. Réessayez plus tard."


@follower_required
@require_safe
@found_by(followed_record)
def statements(request: HttpRequest, record: Record) -> HttpResponse:
    """Show the statements of a learner to their animators."""
    return statements_page(request, record, is_own=False)


@learner_required
@require_safe
def my_statements(request: HttpRequest) -> HttpResponse:
    return statements_page(request, own_record(request), is_own=True)


def statements_page(request: HttpRequest, record: Record, *, is_own: bool) -> HttpResponse:
    context = {
        "record": record,
        "statements": Statement.objects.filter(record=record).prefetch_related("validations"),
        "choices": StatementShownName.choices,
        "is_own": is_own,
    }
    return render(request, "b2i/outcomes/statements/statements.html", context)


@follower_required
@require_POST
@found_by(followed_record)
def statement_new(request: HttpRequest, record: Record) -> HttpResponse:
    return issue_and_redirect(request, record, response=redirect("b2i:statements", record.learner_id))


@learner_required
@require_POST
def my_statement_new(request: HttpRequest) -> HttpResponse:
    return issue_and_redirect(request, own_record(request), response=redirect("b2i:my_statements"))


def issue_and_redirect(request: HttpRequest, record: Record, *, response: HttpResponse) -> HttpResponse:
    with refusals_as_messages(request):
        statement = issue_statement(record=record, by=request.user)
        messages.success(request, f"Le relevé {statement.grouped_number} est prêt\u00a0: imprimez-le ou gardez-le.")
    return response


def statement_in_force(request: HttpRequest, pk: int, kind: AccessKind | None = None) -> Statement:
    """Return a statement that the user may read and that was not revoked. Raises Http404 otherwise."""
    statement = get_object_or_404(Statement.objects.visible_to(request.user).in_force().with_record(), pk=pk)
    note_access(request, statement.learner, kind)
    return statement


@never_cache
@require_safe
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the PDF of a statement in force; a revoked one is never printed."""
    statement = statement_in_force(request, pk, AccessKind.COPIED)
    return paper_response(request, statement_paper(statement), name=f"releve-{statement.grouped_number}.pdf")


def badge_key_needed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 503 in words, kept by no cache, while the key of the badges is missing."""

    @wraps(view)
    def answer(*arguments, **keywords) -> HttpResponse:
        try:
            return view(*arguments, **keywords)
        except MissingBadgeKeyError:
            headers = {"Cache-Control": "no-store", "Retry-After": str(AN_HOUR)}
            return HttpResponse(WITHOUT_KEY, status=503, content_type="text/plain; charset=utf-8", headers=headers)

    return answer


@badge_key_needed
@never_cache
@require_safe
def statement_badge(request: HttpRequest, pk: int) -> HttpResponse:
    statement = statement_in_force(request, pk, AccessKind.COPIED)
    disposition = f'attachment; filename="badge-{statement.grouped_number}.jwt"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(signed_badge(statement), content_type="application/vc+jwt", headers=headers)


@require_POST
def statement_shows(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the shown name: the learner chooses, alone or with an animator."""
    statement = statement_in_force(request, pk)
    form = StatementShownNameForm(request.POST)
    if form.is_valid():
        choose_shown_name(statement=statement, shows=form.cleaned_data["shows"])
        messages.success(request, f"C’est noté pour le relevé {statement.grouped_number}.")
    else:
        messages.warning(request, "Choisissez ce que la page de vérification montre.")
    is_own = statement.learner.member_id == request.user.pk
    return redirect("b2i:my_statements") if is_own else redirect("b2i:statements", statement.learner.pk)


@method_decorator(follower_required, name="dispatch")
class StatementRevokeView(ServiceFormView):
    template_name = "b2i/outcomes/statements/statement_revoke.html"
    form_class = RevokeStatementForm

    def dispatch(self, request, *args, **kwargs):
        self.statement = statement_in_force(request, kwargs["pk"])
        if self.statement.learner.member_id == request.user.pk:  # who holds it does not revoke it
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(statement=self.statement, learner=self.statement.learner, **kwargs)

    def done(self, form) -> HttpResponse:
        revoke_statement(statement=self.statement, reason=form.cleaned_data["reason"], by=self.request.user)
        messages.success(self.request, f"Le relevé {self.statement.grouped_number} est annulé, son badge aussi.")
        return redirect("b2i:statements", self.statement.learner.pk)


def open_to_any_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of any site read the answer, without cookies: wallets and verifiers run in browsers."""

    @wraps(view)
    def answer(*arguments, **keywords) -> HttpResponse:
        response = view(*arguments, **keywords)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@login_not_required
@open_to_any_site
@badge_key_needed
@cache_control(public=True, max_age=A_DAY)
@require_safe
@conditional_page
def badge_keys(request: HttpRequest) -> HttpResponse:
    keys = [{**key, "kid": key_name(key)} for key in public_jwks()]
    return JsonResponse({"keys": keys}, content_type="application/jwk-set+json")


@login_not_required
@open_to_any_site
@badge_key_needed
@cache_control(public=True, max_age=A_DAY)
@require_safe
@conditional_page
def badge_did(request: HttpRequest) -> HttpResponse:
    """Serve the `did:web` document (W3C DID Core): the public keys under the name of the issuer."""
    name = issuer_did()
    methods = {key_name(key): key for key in public_jwks()}
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
        "id": name,
        "verificationMethod": [
            {"id": method, "type": "JsonWebKey2020", "controller": name, "publicKeyJwk": key}
            for method, key in methods.items()
        ],
        "assertionMethod": list(methods),
    }
    return JsonResponse(document, content_type="application/did+json")


@login_not_required
@open_to_any_site
@cache_control(public=True, max_age=A_DAY)
@require_safe
@conditional_page
def badge_profile(request: HttpRequest) -> HttpResponse:
    """Serve the description of the issuer, as Open Badges define it."""
    context = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
    return JsonResponse({"@context": context, **issuer().to_dict()}, content_type="application/ld+json")


@login_not_required
@open_to_any_site
@badge_key_needed
@cache_control(public=True, max_age=AN_HOUR)
@require_safe
def badge_revocations(request: HttpRequest) -> HttpResponse:
    return HttpResponse(signed_revocation_list(), content_type="application/vc+jwt")
