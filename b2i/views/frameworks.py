"""Frameworks of digital skills, readable by everybody."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from b2i.models import Framework


@method_decorator(login_not_required, name="dispatch")
class FrameworksView(ListView):
    template_name = "b2i/index.html"
    context_object_name = "frameworks"
    queryset = Framework.objects.annotate(
        domain_count=Count("domains", distinct=True), skill_count=Count("domains__skills", distinct=True)
    ).order_by("-is_record_base", "name")


@method_decorator(login_not_required, name="dispatch")
class FrameworkView(DetailView):
    template_name = "b2i/framework.html"
    queryset = Framework.objects.with_contents()

    def get_context_data(self, **kwargs) -> dict:
        domains = list(self.object.domains.all())
        sources = {
            element.source for domain in domains for skill in domain.skills.all() for element in skill.elements.all()
        }
        return super().get_context_data(domains=domains, element_sources=sorted(sources), **kwargs)
