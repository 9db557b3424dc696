"""Parts of a project: people found by name, places, milestones, risks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from projets.portfolio.projects.forms import (
    MilestoneForm,
    PartOfPersonForm,
    ProjectPartForm,
    ProjectPlaceForm,
    RiskForm,
)
from projets.portfolio.projects.models import Milestone, Project, ProjectPerson, ProjectRisk
from projets.portfolio.projects.permissions import may_edit_project
from projets.portfolio.projects.services import (
    add_person,
    mark_milestone,
    open_discussion,
    remove_milestone,
    remove_person,
    remove_place,
    remove_risk,
)
from projets.portfolio.projects.views.project_lookup import ProjectFormView, project_for
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages

FOUND = 10


class ProjectPartView(ProjectFormView):
    """Add a part of a project, or change the one of the address. `removal`: the address that removes it, if any."""

    template_name = "projets/portfolio/projects/part_form.html"
    relation = ""
    title = changed_title = kept_name = removal = ""

    @cached_property
    def part(self):
        number = self.kwargs.get("part")
        return get_object_or_404(getattr(self.project, self.relation), pk=number) if number else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"project": self.project, "part": self.part}

    def get_context_data(self, **kwargs) -> dict:
        title = self.changed_title if self.part else self.title
        return super().get_context_data(
            part=self.part, part_title=title, kept_name=self.kept_name, removal=self.removal, **kwargs
        )

    def done(self, form: ProjectPartForm) -> HttpResponse:
        messages.success(self.request, f"C’est noté\u00a0: {form.save()}.")
        return redirect(self.project)


@method_decorator(network_required, name="dispatch")
class MilestoneView(ProjectPartView):
    form_class = MilestoneForm
    relation, removal, kept_name = "milestones", "projets:milestone_remove", "etape-projet"
    title, changed_title = "Ajouter une étape", "Changer l’étape"


@method_decorator(network_required, name="dispatch")
class RiskView(ProjectPartView):
    form_class = RiskForm
    relation, removal, kept_name = "risks", "projets:risk_remove", "risque-projet"
    title, changed_title = "Ajouter un risque", "Changer le risque"


@method_decorator(network_required, name="dispatch")
class ProjectPlaceView(ProjectPartView):
    form_class = ProjectPlaceForm
    kept_name = "lieu-projet"
    title = "Ajouter un lieu"

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        kwargs.pop("part")
        return kwargs


@method_decorator(network_required, name="dispatch")
class ProjectPeopleView(TemplateView):
    """The people of a project, and a search of members to add."""

    template_name = "projets/portfolio/projects/people.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        user, words = self.request.user, query_value(self.request, "q")[:100]
        project = project_for(user, pk, may_edit_project)
        people = list(project.people.select_related("member"))
        members = Member.objects.visible_to(user).matching(words).exclude(pk__in=[each.member_id for each in people])
        return super().get_context_data(
            project=project,
            people=people,
            q=words,
            found=members.with_live_positions()[:FOUND] if words else (),
            **kwargs,
        )


def edited_part(request: HttpRequest, rows, pk: int, part: int):
    """Return a row of a project that the reader may edit. Raises Http404."""
    return get_object_or_404(rows, project=project_for(request.user, pk, may_edit_project), pk=part)


@network_required
@require_POST
def person_add(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_for(request.user, pk, may_edit_project)
    key = request.POST.get("member", "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=key)
    form = PartOfPersonForm(request.POST)
    part = form.cleaned_data["part"] if form.is_valid() else ""
    with refusals_as_messages(request):
        add_person(project=project, member=member, part=part, by=request.user)
        messages.success(request, f"{member} est du projet.")
    return redirect("projets:project_people", pk)


@network_required
@require_POST
def person_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    person = edited_part(request, ProjectPerson.objects.select_related("member", "project__forum"), pk, part)
    remove_person(person=person)
    messages.success(request, f"{person.member} n’est plus du projet.")
    return redirect("projets:project_people", pk)


@network_required
@require_POST
def place_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    project: Project = project_for(request.user, pk, may_edit_project)
    epm = get_object_or_404(EPM, projects=project, pk=part)
    remove_place(project=project, epm=epm)
    messages.success(request, f"{epm} n’est plus du projet.")
    return redirect(project)


@network_required
@require_POST
def milestone_mark(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Note that a milestone was reached today; with `encore`, that it was not."""
    milestone = edited_part(request, Milestone.objects.all(), pk, part)
    is_done = "encore" not in request.POST
    mark_milestone(milestone=milestone, is_done=is_done)
    messages.success(request, f"{milestone}\u00a0: c’est {'fait' if is_done else 'encore à faire'}.")
    return redirect(milestone.project)


@network_required
@require_POST
def milestone_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    milestone = edited_part(request, Milestone.objects.all(), pk, part)
    remove_milestone(milestone=milestone)
    messages.success(request, f"L’étape est retirée\u00a0: {milestone}.")
    return redirect("projets:project", pk)


@network_required
@require_POST
def risk_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    risk = edited_part(request, ProjectRisk.objects.all(), pk, part)
    remove_risk(risk=risk)
    messages.success(request, f"Le risque est retiré\u00a0: {risk}.")
    return redirect("projets:project", pk)


@network_required
@require_POST
def discussion_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the forum of the people of a project, and go there."""
    project = project_for(request.user, pk, may_edit_project)
    with refusals_as_messages(request):
        forum = open_discussion(project=project, by=request.user)
        messages.success(request, "La discussion est ouverte aux personnes du projet.")
        return redirect(forum)
    return redirect(project)
