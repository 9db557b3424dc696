"""The paper of a version, for those who write it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from questionnaires.printing.paper import questionnaire_paper
from questionnaires.questions.outline import outline_of
from questionnaires.questions.queries import find_version
from questionnaires.translations.queries import translated
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required


@coordinator_required
@require_safe
def paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return the PDF, in French or in the language of `?langue=`."""
    version, language = find_version(slug, number), request.GET.get("langue", "")
    outline = translated(outline_of(version), language)
    sheet = questionnaire_paper(outline, purpose=version.questionnaire.purpose)
    return paper_response(request, sheet, name=f"questionnaire-{slug}-{number}.pdf")
