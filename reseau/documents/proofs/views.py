"""Check of a paper by its number, for anybody: what it says, that it was revoked, or that it does not exist."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reseau.documents.proofs.numbers import in_groups, parse_number
from reseau.documents.proofs.registry import check_path, proof_of

# Unknown numbers from one address: a town hall shares one address, a robot tries thousands.
LIMITS = {"proof": "30/10m/ip,200/d/ip"}
LONGEST = 60


@login_not_required
@require_safe
def proof_form(request: HttpRequest) -> HttpResponse:
    """Show the form of the number; `?numero=` redirects to the page of that number."""
    number_text = request.GET.get("numero", "").strip()[:LONGEST]
    if number := parse_number(number_text):
        return redirect(check_path(number))
    return page(request, {"typed": number_text, "is_malformed": bool(number_text)})


@login_not_required
@never_cache
@require_safe
def proof(request: HttpRequest, number: str) -> HttpResponse:
    usage = ratelimit.consume(request, app="extranet", action="proof", config=LIMITS, limit_get=True)
    if usage is None:
        return page(request, {"is_limited": True}, status=429)
    proof_number = parse_number(number[:LONGEST])
    paper_proof = proof_of(proof_number) if proof_number else None
    if paper_proof is None:
        return page(request, {"typed": number[:LONGEST], "is_unknown": True}, status=404)
    usage.rollback()
    context = {"proof": paper_proof, "number": in_groups(proof_number), "organisation": settings.ORGANISATION}
    return page(request, context)


def page(request: HttpRequest, context: dict, status: int = 200) -> HttpResponse:
    """Render a page that robots do not index, and whose address no other site learns."""
    headers = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
    response = render(request, "reseau/documents/proofs/proof.html", context, status=status)
    for name, value in headers.items():
        response[name] = value
    return response
