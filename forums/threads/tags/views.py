"""Tags while one types them; the page that changes those of a topic."""

from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from forums.threads.permissions import may_change_tags
from forums.threads.tags.forms import TopicTagsForm
from forums.threads.tags.services import set_tags
from forums.threads.topics.models import Topic
from reseau.permissions import network_required
from reseau.texts.tags.tagged_kinds import suggest_tags, used_names
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_in

# Names that the page gives at once; the script asks for the others.
NAMES_SHOWN = 60


class TagNamesMixin:
    """A form with a field of tags, and the names among which a browser completes without a script."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(tag_names=used_names(self.request.user)[:NAMES_SHOWN], **kwargs)


@require_safe
@network_required
def tag_names(request: HttpRequest, **place) -> JsonResponse:
    """A JSON list of {name, merged} for the beginning of a word."""
    found = suggest_tags(request.user, query_value(request, "q"))
    return JsonResponse([{"name": tag.name, "merged": tag.merged} for tag in found], safe=False)


@method_decorator(network_required, name="dispatch")
class TopicTagsView(TagNamesMixin, FormView):
    template_name = "forums/threads/tags/topic_tags.html"
    form_class = TopicTagsForm

    @cached_property
    def topic(self) -> Topic:
        topics = Topic.objects.visible_to(self.request.user).with_place()
        topic = get_object_or_404(topics, forum__slug=self.kwargs["forum"], slug=self.kwargs["topic"])
        if not may_change_tags(self.request.user, topic):
            raise Http404
        return topic

    def get_initial(self) -> dict:
        return {"tags": ", ".join(tag.name for tag in self.topic.sorted_tags)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(topic=self.topic, **kwargs)

    def form_valid(self, form):
        with refusals_in(form, "tags"):
            set_tags(topic=self.topic, text=form.cleaned_data["tags"])
            messages.success(self.request, "Les mots-clés du sujet sont à jour.")
            return redirect(self.topic)
        return self.form_invalid(form)
