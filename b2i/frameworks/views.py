"""Public pages of frameworks, skills and crosswalks; correction of a crosswalk by the coordination."""

from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from b2i.frameworks.crosswalk_file import crosswalk_csv
from b2i.frameworks.forms import CrosswalkForm
from b2i.frameworks.models.crosswalk import Crosswalk, Match
from b2i.frameworks.models.framework import Framework, Skill
from b2i.frameworks.skill_counts import counts_by_skill
from reseau.permissions import coordinator_required, is_coordinator
from reseau.texts.french_order import Folded
from reseau.web.page_sections import page_sections
from reseau.web.service_forms import ServiceFormView


@method_decorator(login_not_required, name="dispatch")
class FrameworksView(ListView):
    """List of the frameworks."""

    template_name = "b2i/frameworks/index.html"
    context_object_name = "frameworks"
    queryset = Framework.objects.annotate(
        domain_count=Count("domains", distinct=True), skill_count=Count("domains__skills", distinct=True)
    ).order_by("-is_record_base", Folded("name"))


@method_decorator(login_not_required, name="dispatch")
class FrameworkView(DetailView):
    """One framework on one page, with counts by skill."""

    template_name = "b2i/frameworks/framework.html"
    queryset = Framework.objects.with_contents()

    def get_context_data(self, **kwargs) -> dict:
        domains = list(self.object.domains.all())
        counts = counts_by_skill(self.request.user, self.object)
        for domain in domains:
            for skill in domain.skills.all():
                skill.counts = counts.get(skill.pk, ())
        crosswalks = Crosswalk.objects.latest().filter(source=self.object).select_related("source", "target")
        return super().get_context_data(domains=domains, crosswalks=crosswalks, **kwargs)


def counterparts_of(skill: Skill) -> list[Match]:
    """Return the skills that the crosswalks in use link to `skill`, by framework and code. One query."""
    matches = [link.match_from(skill) for link in Crosswalk.objects.latest().links_of(skill)]
    return sorted(matches, key=lambda match: (str(match.skill.domain.framework), match.skill.code))


@method_decorator(login_not_required, name="dispatch")
class SkillView(DetailView):
    """One skill: its elements, related sheets and trainings, counterparts in other frameworks."""

    template_name = "b2i/frameworks/skill.html"

    def get_object(self) -> Skill:
        skills = Skill.objects.select_related("domain__framework").prefetch_related("elements")
        return get_object_or_404(skills, domain__framework__slug=self.kwargs["slug"], code=self.kwargs["code"])

    def get_context_data(self, **kwargs) -> dict:
        """Leave to the kept part of the page what it reads."""
        return super().get_context_data(
            framework=self.object.domain.framework,
            domain=self.object.domain,
            can_dos=self.object.can_dos.current(),
            element_sources=sorted({element.source for element in self.object.elements.all()}),
            counterparts=cache(lambda: counterparts_of(self.object)),
            sections=lambda: page_sections("skill_sections", self.request, self.object),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class CrosswalkView(DetailView):
    """One version of a crosswalk: each link with its degree, in words and in a file."""

    template_name = "b2i/frameworks/crosswalk.html"
    queryset = Crosswalk.objects.select_related("source", "target")

    def get_context_data(self, **kwargs) -> dict:
        joins = "skill__domain__framework", "counterpart__domain__framework"
        links = self.object.links.select_related(*joins).in_order()
        versions = Crosswalk.objects.filter(source=self.object.source, target=self.object.target).order_by("-made_on")
        others = [each for each in versions if each.pk != self.object.pk]
        is_latest = not any(each.made_on > self.object.made_on for each in others)
        may_revise = is_latest and is_coordinator(self.request.user)
        context = {"links": links, "others": others, "may_revise": may_revise, "is_latest": is_latest}
        return super().get_context_data(**context, **kwargs)


@login_not_required
@require_safe
def crosswalk_csv_file(request: HttpRequest, pk: int) -> HttpResponse:
    crosswalk = get_object_or_404(Crosswalk.objects.select_related("source", "target"), pk=pk)
    name = f"correspondance-{crosswalk.source.slug}-{crosswalk.target.slug}-{crosswalk.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(crosswalk_csv(crosswalk), content_type="text/csv; charset=utf-8", headers=headers)


@method_decorator(coordinator_required, name="dispatch")
class CrosswalkReviseView(ServiceFormView):
    """Correction of the crosswalk in use: saved as a new version."""

    template_name = "b2i/frameworks/crosswalk_revise.html"
    form_class = CrosswalkForm

    def get_form_kwargs(self) -> dict:
        latest = Crosswalk.objects.latest().select_related("source", "target")
        return super().get_form_kwargs() | {"crosswalk": get_object_or_404(latest, pk=self.kwargs["pk"])}

    def done(self, form) -> HttpResponse:
        revision = form.save()
        messages.success(self.request, "La nouvelle version est en usage. L’ancienne reste lisible.")
        return redirect(revision)
