"""A learner's own record: what she has done, where she says she stands, what comes next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from b2i import learner_sections
from b2i.enums import SelfPosition
from b2i.frameworks.models.framework import Domain
from b2i.permissions import learner_required
from b2i.progress.next_skills import next_skills
from b2i.progress.record_sheet import read_record
from b2i.records.forms import PositionForm
from b2i.records.models.record import Record
from b2i.records.services import notes


def own_record(request) -> Record:
    return get_object_or_404(
        Record.objects.on_base().with_limitation().select_related("framework"), learner=request.learner.pk
    )


@learner_required
@require_safe
def my_record(request):
    """`?domaine=` names the domain whose questions are open: the one just answered, or the one to start with."""
    sheet = read_record(own_record(request))
    asked = request.GET.get("domaine", "")
    if not asked and not sheet.progress.positioned and sheet.domains:
        asked = sheet.domains[0].domain.code
    skills = next_skills(sheet)
    context = {
        "learner": request.learner,
        "sheet": sheet,
        "open_code": asked,
        "levels": SelfPosition.choices,
        "next_skills": skills,
        "sections": learner_sections.sections_of(request, request.learner, skills),
    }
    return render(request, "b2i/progress/my_record.html", context)


@learner_required
@require_POST
def position(request, domain_pk: int):
    record = own_record(request)
    if record.is_put_aside:
        messages.error(request, "Votre livret est en pause. Rouvrez-le pour y écrire.")
        return redirect("b2i:my_data")
    domain = get_object_or_404(Domain, pk=domain_pk, framework=record.framework_id)
    form = PositionForm(request.POST, skills=list(domain.skills.select_related("domain")))
    if form.is_valid():
        added = notes.position(record=record, levels=form.levels)
        messages.success(request, "C’est enregistré. Merci\u00a0!" if added else "C’est déjà enregistré.")
    else:
        messages.error(request, "Choisissez une des trois réponses, puis enregistrez.")
    return redirect(reverse("b2i:my_record", query={"domaine": domain.code}) + f"#{domain.hue}")
