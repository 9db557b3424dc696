"""What whoever verifies a badge fetches, without login: who signs, with which key, which badges are revoked."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from b2i.statements.badge_key import public_jwk
from b2i.statements.open_badge import issuer, issuer_did, signed_revocation_list

A_DAY, AN_HOUR = 86_400, 3_600


@login_not_required
@cache_control(public=True, max_age=A_DAY)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"keys": [public_jwk()]}, content_type="application/jwk-set+json")


@login_not_required
@cache_control(public=True, max_age=A_DAY)
@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The document of `did:web` (W3C DID Core): the same key, under the name that signs."""
    name, key = issuer_did(), public_jwk()
    method = f"{name}#{key['kid']}"
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
        "id": name,
        "verificationMethod": [{"id": method, "type": "JsonWebKey2020", "controller": name, "publicKeyJwk": key}],
        "assertionMethod": [method],
    }
    return JsonResponse(document, content_type="application/did+json")


@login_not_required
@cache_control(public=True, max_age=A_DAY)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Who signs, as Open Badges describe an issuer."""
    context = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
    return JsonResponse({"@context": context, **issuer().to_dict()}, content_type="application/ld+json")


@login_not_required
@cache_control(public=True, max_age=AN_HOUR)
@require_safe
def revocations(request: HttpRequest) -> HttpResponse:
    return HttpResponse(signed_revocation_list(), content_type="application/vc+jwt")
