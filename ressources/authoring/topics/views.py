"""A topic of the forum becomes a draft: its messages and files are chosen, one button creates it."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View

from forums.messages.files.models import PostFile
from forums.messages.posts.models import Post
from forums.messages.solutions.excerpts import excerpt_of
from forums.threads.topics.models import Topic
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in
from ressources.authoring.topics import services as topics_services
from ressources.authoring.topics.forms import TopicSheetForm
from ressources.authoring.topics.permissions import may_capitalise
from ressources.authoring.topics.queries import sheets_of_topic
from ressources.permissions import epms_to_write_from

SHOWN = 20
# Name of the buttons that show other messages: what is ticked stays ticked.
PAGE = "page"
DONE = (
    "Votre brouillon est prêt, avec les messages que vous avez choisis. Relisez-le, donnez ses minutes à chaque étape, "
    "puis envoyez-le en relecture."
)


@method_decorator(network_required, name="dispatch")
class FromTopicView(View):
    @cached_property
    def topic(self) -> Topic:
        topics = Topic.objects.visible_to(self.request.user).select_related("forum", "author")
        topic = get_object_or_404(topics, forum__slug=self.kwargs["forum"], slug=self.kwargs["topic"])
        if not may_capitalise(self.request.user, topic):
            raise Http404
        return topic

    @cached_property
    def post_keys(self) -> list[int]:
        return list(self.topic.posts.standing().values_list("pk", flat=True))

    @cached_property
    def files(self) -> list[PostFile]:
        return list(PostFile.objects.filter(post__in=self.post_keys).select_related("post", "author"))

    @cached_property
    def sheets(self) -> list:
        return list(sheets_of_topic(self.topic, self.request.user))

    def form(self, data=None, *, initial: dict | None = None) -> TopicSheetForm:
        epms = epms_to_write_from(self.request.user)
        if not epms:
            raise Http404
        return TopicSheetForm(
            data,
            initial=initial,
            topic=self.topic,
            posts=self.post_keys,
            files=self.files,
            epms=epms,
            epm=self.request.user.main_position.epm,
            has_sheet=bool(self.sheets),
        )

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.render(self.form())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if PAGE in request.POST:
            lists = {name: request.POST.getlist(name) for name in ("posts", "files")}
            return self.render(self.form(initial=request.POST.dict() | lists))
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render(form)
        with refusals_in(form):
            page = self.make_sheet(form.cleaned_data)
            messages.success(request, DONE)
            return redirect("ressources:edit", page.pk)
        return self.render(form)

    def make_sheet(self, chosen: dict):
        user = self.request.user
        page = topics_services.draft_from_topic(
            topic=self.topic,
            posts=list(self.topic.posts.filter(pk__in=chosen["posts"])),
            files=chosen["files"],
            by=user,
            epm=chosen.get("epm") or epms_to_write_from(user)[0],
            title=chosen["title"],
            another=chosen.get("another", False),
        )
        for refusal in topics_services.take_files(sheet=page, files=chosen["files"], by=user):
            messages.warning(self.request, refusal)
        return page

    def render(self, form: TopicSheetForm) -> HttpResponse:
        page = Paginator(self.post_keys, SHOWN).get_page(self.request.POST.get(PAGE, 1))
        elsewhere = form.ticked.intersection(self.post_keys) - set(page.object_list)
        files_here = {file.pk for file in self.files if file.post_id in page.object_list}
        context = {
            "topic": self.topic,
            "page_obj": page,
            "rows": self.rows(page),
            "form": form,
            "sheets": self.sheets,
            "posts_elsewhere": sorted(elsewhere),
            "files_elsewhere": sorted(form.ticked_files - files_here),
        }
        return render(self.request, "ressources/authoring/topics/from_topic.html", context)

    def rows(self, page: Page) -> list[tuple[Post, str, list[PostFile]]]:
        """Return the messages of a page, each with its first words and its files."""
        posts = self.topic.posts.filter(pk__in=page.object_list).select_related("author")
        return [(post, excerpt_of(post), [file for file in self.files if file.post_id == post.pk]) for post in posts]
