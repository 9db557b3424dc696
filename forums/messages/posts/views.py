"""Pages of what one writes: a new topic; the permanent address of a post."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from alertes.channels.notices.preview import sending_log
from forums.enums import TopicKind
from forums.lookups import find_post_by_number, find_topic
from forums.messages.drafts.models import MessageDraft
from forums.messages.drafts.services import find_draft, forget_draft
from forums.messages.files.attached_files import KEPT, KeptFiles
from forums.messages.files.models import PostFile
from forums.messages.files.services import MAX_FILES
from forums.messages.first_links.notices import HELD
from forums.messages.first_links.services import FirstLinkError, hold
from forums.messages.mentions import mentioned_keys
from forums.messages.posts import services
from forums.messages.posts.forms import TopicForm
from forums.messages.posts.message_words import MOST_NAMES, NAMED, with_marks
from forums.messages.posts.models import Post
from forums.messages.posts.notices import opening_key, plan_announcement
from forums.messages.posts.shown_texts import shown_text
from forums.messages.posts.validators import fits_in_a_message
from forums.messages.similar import SimilarMixin
from forums.threads.forums.lookups import find_forum
from forums.threads.forums.models import Forum
from forums.threads.permissions import kinds_to_open, may_read_log
from forums.threads.tags.views import TagNamesMixin
from reseau.permissions import network_required
from reseau.texts.markdown.html import to_html
from reseau.texts.tags.names import split_tags
from reseau.web.refusals import refusal_texts, refusals_in

members_only = method_decorator(network_required, name="dispatch")

# Name of the button that previews a message.
PREVIEW = "apercu"


class MessageMixin:
    """A form of a message for `forum` with its files, and a second button, which previews it and publishes nothing.

    Files are kept whatever becomes of the form. `corrected_post`: the post whose files it shows first.
    """

    corrected_post: Post | None = None
    forum: Forum
    # Where the message is written, if its draft is kept: {"forum": …} or {"topic": …}.
    place: dict | None = None

    @cached_property
    def kept_files(self) -> KeptFiles:
        return KeptFiles.of_request(self.request, written=self.corrected_post or self.draft)

    @cached_property
    def draft(self) -> MessageDraft | None:
        return find_draft(member=self.request.user, place=self.place) if self.place else None

    def get_initial(self) -> dict:
        if not self.draft:
            return super().get_initial()
        # What was left empty is asked as in a new form.
        return {name: text for name, text in self.draft.typed.items() if text}

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        if "data" not in kwargs:
            return kwargs
        data = kwargs["data"].copy()
        data["body"] = with_marks(data.get("body", ""), named=data.getlist(NAMED), by=self.request.user)
        return kwargs | {"data": data}

    @property
    def named(self) -> list[str]:
        """The keys of those whom the text names, for its form to carry."""
        post = self.request.POST
        body = post.get("body", "") if self.request.method == "POST" else self.get_initial().get("body", "")
        return list(dict.fromkeys([*post.getlist(NAMED), *map(str, mentioned_keys(body))]))[:MOST_NAMES]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            named=self.named,
            files=self.kept_files.files,
            message_forum=self.forum,
            draft=self.draft,
            **self._draft_urls(),
            **kwargs,
        )

    def _draft_urls(self) -> dict[str, str]:
        if not self.place:
            return {}
        topic = self.place.get("topic")
        slugs = [self.forum.slug, topic.slug] if topic else [self.forum.slug]
        names = {"draft_url": "forums:keep_draft", "give_up_url": "forums:give_up_draft"}
        return {key: reverse(name, args=slugs) for key, name in names.items()}

    def form_invalid(self, form):
        for problem in self.kept_files.problems:
            form.add_error(None, problem)
        return super().form_invalid(form)

    def form_valid(self, form):
        if PREVIEW in self.request.POST:
            html = to_html(form.cleaned_data["body"])
            preview = shown_text(html, self.request.user, self.kept_files.files)
            return self.render_to_response(self.get_context_data(form=form, preview=preview))
        if not self.kept_files.problems:
            with refusals_in(form):
                try:
                    return self.publish(form)
                except FirstLinkError as first_link:
                    return self.hold(first_link)
        return self.form_invalid(form)

    def hold(self, first_link: FirstLinkError):
        """Keep the message of a new member until somebody has read its links."""
        held = hold(held=first_link.held, files=first_link.files)
        if self.place:
            forget_draft(member=self.request.user, place=self.place)
        messages.success(self.request, HELD)
        return redirect(held)


@members_only
class TopicNewView(SimilarMixin, TagNamesMixin, MessageMixin, FormView):
    template_name = "forums/messages/posts/topic_new.html"
    form_class = TopicForm

    @cached_property
    def forum(self) -> Forum:
        return find_forum(self.request.user, self.kwargs["forum"])

    @property
    def place(self) -> dict:
        return {"forum": self.forum}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"kinds": kinds_to_open(self.request.user, self.forum)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(forum=self.forum, **kwargs)

    def publish(self, form):
        """Publish the topic; an announcement, once its author has read who will be told."""
        if form.cleaned_data["kind"] == TopicKind.ANNOUNCEMENT:
            tags = split_tags(form.cleaned_data["tags"])
            plan = plan_announcement(forum=self.forum, author=self.request.user, tags=tags)
            if self.request.POST.get("plan") != plan.mark:
                return self.render_to_response(self.get_context_data(form=form, plan=plan))
        topic = services.open_topic(
            forum=self.forum, author=self.request.user, files=self.kept_files.files, **form.cleaned_data
        )
        forget_draft(member=self.request.user, place=self.place)
        messages.success(self.request, "Votre sujet est publié. Vos alertes vous diront quand quelqu’un y répond.")
        return redirect(topic)


@require_POST
@network_required
def preview(request):
    """Return a message as readers would see it, while it is typed."""
    body = with_marks(request.POST.get("body", ""), named=request.POST.getlist(NAMED), by=request.user)
    with refusal_texts() as texts:
        fits_in_a_message(body)
    if texts:
        return HttpResponse(format_html("<p>{}</p>", texts[0]))
    keys = [key for key in request.POST.getlist(KEPT) if key.isdecimal() and len(key) < 18][:MAX_FILES]
    files = PostFile.objects.filter(pk__in=keys, author=request.user) if keys else ()
    return HttpResponse(shown_text(to_html(body), request.user, files) or "<p>Rien à montrer pour l’instant.</p>")


@require_safe
@network_required
def post_page(request, pk: int, **former_place):
    """Redirect from the permanent address of a post to the page of the topic where it stands today.

    `former_place`: where it stood when a longer address was copied.
    """
    return redirect(find_post_by_number(request.user, pk).page_url)


@require_safe
@network_required
def announcement_log(request, forum: str, topic: str):
    """Show what became of an announcement: who read it, how many mails left."""
    found = find_topic(request.user, forum, topic)
    if not may_read_log(request.user, found):
        raise Http404
    context = {"topic": found, "log": sending_log(opening_key(topic=found))}
    return render(request, "forums/messages/posts/announcement_log.html", context)
