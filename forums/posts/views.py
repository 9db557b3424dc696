"""Pages of what one writes: a new topic, a post to correct; the permanent address of a post."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from forums.forums.lookups import find_forum
from forums.forums.models import Forum
from forums.lookups import find_post, find_post_by_number
from forums.posts import services
from forums.posts.forms import MessageForm, TopicForm
from forums.posts.models import Post
from forums.posts.permissions import may_edit_post
from forums.similar.views import SimilarMixin
from forums.topics.permissions import kinds_to_open
from reseau.markdown.html import to_html
from reseau.permissions import network_required

members_only = method_decorator(network_required, name="dispatch")

# Name of the button that previews a message.
PREVIEW = "apercu"


class PreviewMixin:
    """A form with a second button, which previews the message and saves nothing."""

    def form_valid(self, form):
        if PREVIEW in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=to_html(form.cleaned_data["body"])))
        return self.publish(form)


@members_only
class TopicNewView(SimilarMixin, PreviewMixin, FormView):
    template_name = "forums/posts/topic_new.html"
    form_class = TopicForm

    @cached_property
    def forum(self) -> Forum:
        return find_forum(self.request.user, self.kwargs["forum"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"kinds": kinds_to_open(self.request.user, self.forum)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(forum=self.forum, **kwargs)

    def publish(self, form):
        topic = services.open_topic(forum=self.forum, author=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Votre sujet est publié. Vos alertes vous diront quand quelqu’un y répond.")
        return redirect(topic)


@members_only
class PostEditView(PreviewMixin, FormView):
    template_name = "forums/posts/post_edit.html"
    form_class = MessageForm

    @cached_property
    def edited_post(self) -> Post:
        post = find_post(self.request.user, **self.kwargs)
        if not may_edit_post(self.request.user, post):
            raise Http404
        return post

    def get_initial(self) -> dict:
        return {"body": self.edited_post.body}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(written=self.edited_post, keep=f"message-{self.edited_post.pk}", **kwargs)

    def publish(self, form):
        post = services.edit_post(post=self.edited_post, **form.cleaned_data)
        messages.success(self.request, "Votre message est modifié.")
        return redirect(post.page_url)


@require_safe
@network_required
def post_page(request, pk: int, **former_place):
    """Redirect from the permanent address of a post to the page of the topic where it stands today.

    `former_place`: where it stood when a longer address was copied.
    """
    return redirect(find_post_by_number(request.user, pk).page_url)
