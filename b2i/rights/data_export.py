"""What is held on a learner, as a file that a browser takes away: data for a program, or a paper."""

from django.http import HttpResponse, JsonResponse

from b2i.learners.models.learner import Learner
from b2i.rights.held_data import held_data
from b2i.rights.held_paper import held_paper


def held_json(learner: Learner) -> HttpResponse:
    return JsonResponse(
        held_data(learner),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="livret-{learner.card_number}.json"'},
    )


def held_pdf(learner: Learner) -> HttpResponse:
    disposition = f'inline; filename="livret-{learner.card_number}-donnees.pdf"'
    return HttpResponse(
        held_paper(learner).pdf(), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )
