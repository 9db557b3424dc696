"""A project closed with its story, by the coordination."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.views.project_lookup import ProjectFormView
from projets.portfolio.stories.forms import ClosingForm
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.permissions import may_close_with_story
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
class ClosingView(ProjectFormView):
    """What the project gave; of a closed one, the story that it still lacks."""

    template_name = "projets/portfolio/stories/closing_form.html"
    form_class = ClosingForm
    may = staticmethod(may_close_with_story)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        if ProjectStory.objects.filter(project=self.project).exists():
            return redirect(self.project)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"project": self.project}

    def get_initial(self) -> dict:
        places, last = self.project.places, self.project.steps.first()
        words = last.words if last and last.state == ProjectState.CLOSED else ""
        return {"epm": places[0].pk if len(places) == 1 else None, "result": words}

    def done(self, form: ClosingForm) -> HttpResponse:
        form.save(by=self.request.user)
        messages.success(
            self.request,
            "C’est noté\u00a0: terminé. Son récit est commencé\u00a0: relisez-le, puis envoyez-le en relecture.",
        )
        return redirect(self.project)
