"""All that the site keeps on a learner, as JSON or PDF, and the paper of withdrawal: for them and their animators."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import followed_learner, found_by, kept_learner
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required, learner_required
from b2i.privacy.rights.data_export import export_as_dict
from b2i.privacy.rights.export_schema import export_schema
from b2i.privacy.rights.paper import data_paper, withdrawal_paper
from reseau.documents.papers.responses import paper_response


@follower_required
@never_cache
@require_safe
@found_by(followed_learner, kind=AccessKind.COPIED)
def learner_json(request: HttpRequest, learner: Learner) -> HttpResponse:
    return json_response(learner)


@follower_required
@never_cache
@require_safe
@found_by(followed_learner, kind=AccessKind.COPIED)
def learner_pdf(request: HttpRequest, learner: Learner) -> HttpResponse:
    return pdf_response(learner)


@follower_required
@never_cache
@require_safe
@found_by(kept_learner)
def withdrawal_pdf(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Return the paper on which the learner takes their consent back."""
    return paper_response(request, withdrawal_paper(learner), name=f"retrait-{learner.card_number}.pdf")


@learner_required
@never_cache
@require_safe
def my_withdrawal_pdf(request: HttpRequest) -> HttpResponse:
    learner = request.learner
    return paper_response(request, withdrawal_paper(learner), name=f"retrait-{learner.card_number}.pdf")


@learner_required
@never_cache
@require_safe
def my_json(request: HttpRequest) -> HttpResponse:
    return json_response(request.learner)


@learner_required
@never_cache
@require_safe
def my_pdf(request: HttpRequest) -> HttpResponse:
    return pdf_response(request.learner)


@login_not_required
@require_safe
@conditional_page
def schema_json(request: HttpRequest) -> HttpResponse:
    """Return the schema of these files, for programs: it holds no data."""
    return JsonResponse(
        export_schema(), content_type="application/schema+json", json_dumps_params={"ensure_ascii": False, "indent": 2}
    )


def json_response(learner: Learner) -> HttpResponse:
    return JsonResponse(
        export_as_dict(learner),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="livret-{learner.card_number}.json"'},
    )


def pdf_response(learner: Learner) -> HttpResponse:
    disposition = f'inline; filename="livret-{learner.card_number}-donnees.pdf"'
    return HttpResponse(
        data_paper(learner).pdf(), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )
