"""Public pages of frameworks and skills."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Framework, Skill
from b2i.skill_sections import counts_by_skill, sections_of
from reseau.french_order import Folded


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
        return super().get_context_data(domains=domains, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class SkillView(DetailView):
    """One skill: its elements, related sheets and trainings, counterparts in other frameworks."""

    template_name = "b2i/frameworks/skill.html"

    def get_object(self) -> Skill:
        skills = Skill.objects.select_related("domain__framework").prefetch_related("elements")
        return get_object_or_404(skills, domain__framework__slug=self.kwargs["slug"], code=self.kwargs["code"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            framework=self.object.domain.framework,
            domain=self.object.domain,
            can_dos=self.object.can_dos.current(),
            element_sources=sorted({element.source for element in self.object.elements.all()}),
            counterparts=Crosswalk.objects.latest().counterparts_of(self.object),
            sections=sections_of(self.request, self.object),
            **kwargs,
        )
