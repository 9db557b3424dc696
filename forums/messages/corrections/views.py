"""Pages of a post once published: correct it, read its earlier texts, take it back, undo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView, TemplateView

from forums.lookups import find_post
from forums.messages.corrections import services
from forums.messages.corrections.forms import PostCorrectionForm
from forums.messages.corrections.history import texts_of
from forums.messages.corrections.models import WithdrawnTopic
from forums.messages.corrections.permissions import may_edit_post, may_restore_post
from forums.messages.corrections.services import PostChangedError, text_mark
from forums.messages.first_links.services import FirstLinkError
from forums.messages.posts.models import Post
from forums.messages.posts.views import MessageMixin
from forums.threads.forums.lookups import find_forum
from forums.threads.forums.models import Forum
from reseau.permissions import network_required
from reseau.texts.markdown.comparison import compare_texts
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages, refusals_in

members_only = method_decorator(network_required, name="dispatch")
SHOWN = 5


def own_post(user, path: dict) -> Post:
    post = find_post(user, **path)
    if not may_edit_post(user, post):
        raise Http404
    return post


@members_only
class PostEditView(MessageMixin, FormView):
    """The form of a correction. When another text was saved meanwhile, it shows both."""

    template_name = "forums/messages/corrections/post_edit.html"
    form_class = PostCorrectionForm

    @cached_property
    def edited_post(self) -> Post:
        post = own_post(self.request.user, self.kwargs)
        if post.withdrawn and self.request.method == "GET":
            raise Http404
        return post

    @property
    def forum(self) -> Forum:
        return self.edited_post.topic.forum

    @property
    def corrected_post(self) -> Post:
        return self.edited_post

    def get_initial(self) -> dict:
        return {"body": self.edited_post.body, "base": text_mark(body=self.edited_post.body)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(written=self.edited_post, keep=f"message-{self.edited_post.pk}", **kwargs)

    def publish(self, form):
        with refusals_in(form, "body"):
            try:
                post = services.edit_post(post=self.edited_post, files=self.kept_files.files, **form.cleaned_data)
            except PostChangedError as change:
                return self.show_both(form, change.post)
            except FirstLinkError as first_link:
                return self.hold(first_link)
            messages.success(self.request, "Votre message est modifié.")
            return redirect(post.page_url)
        return self.form_invalid(form)

    def show_both(self, form: PostCorrectionForm, saved: Post):
        """Show the text that was typed, under the one saved meanwhile; sent again, it takes its place."""
        mine = form.cleaned_data["body"]
        data = {"body": mine, "base": text_mark(body=saved.body)}
        context = {"saved": saved, "differences": compare_texts(saved.body, mine) or ()}
        return self.render_to_response(self.get_context_data(form=self.form_class(initial=data), **context))


@members_only
class PostHistoryView(TemplateView):
    """The texts of a post, the latest first, for those who see it."""

    template_name = "forums/messages/corrections/post_history.html"

    def get_context_data(self, **path) -> dict:
        post = find_post(self.request.user, **path)
        if post.withdrawn or not post.edited:
            raise Http404
        earlier_texts = list(post.earlier_texts.all())
        page = Paginator([*earlier_texts, post], SHOWN).get_page(query_value(self.request, "page"))
        texts = texts_of(post, earlier_texts, first=max(page.start_index() - 1, 0), count=SHOWN)
        may_forget = may_edit_post(self.request.user, post)
        return super().get_context_data(post=post, texts=texts, page_obj=page, may_forget=may_forget)


@require_POST
@network_required
def forget_text(request, text: int, **path):
    """Erase an earlier text, at the wish of its author."""
    post = own_post(request.user, path)
    if post.withdrawn:
        raise Http404
    services.forget_earlier_text(text=get_object_or_404(post.earlier_texts, pk=text))
    messages.success(request, "Ce texte est effacé de l’historique.")
    return redirect("forums:post_history", **path) if post.earlier_texts.exists() else redirect(post.page_url)


@require_POST
@network_required
def withdraw(request, **path):
    post = own_post(request.user, path)
    topic = services.withdraw_post(post=post)
    if topic:
        return redirect("forums:withdrawn_topic", post.topic.forum.slug, topic.pk)
    messages.success(request, "Votre message est retiré. Vous pouvez annuler pendant un quart d’heure.")
    return redirect(post.page_url)


@require_POST
@network_required
def restore(request, **path):
    post = find_post(request.user, **path)
    if not may_restore_post(request.user, post):
        raise Http404
    with refusals_as_messages(request):
        services.restore_post(post=post)
        messages.success(request, "Votre message est de nouveau là.")
    return redirect(post.page_url)


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def withdrawn_topic(request, forum: str, pk: int):
    """The page after a topic was taken back: the button that opens it again."""
    withdrawn_topics = WithdrawnTopic.objects.filter(forum=find_forum(request.user, forum), author=request.user)
    withdrawn = get_object_or_404(withdrawn_topics.select_related("forum"), pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            topic = services.restore_topic(withdrawn=withdrawn)
            messages.success(request, "Votre sujet est de nouveau là.")
            return redirect(topic)
        return redirect(withdrawn.forum)
    return render(request, "forums/messages/corrections/withdrawn_topic.html", {"withdrawn": withdrawn})
