"""A topic of the forum becomes a draft: its messages are chosen, one button creates it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View

from forums.posts.models import Post
from forums.topics.models import Topic
from reseau.permissions import network_required
from reseau.refusals import refusals_in
from ressources.permissions import epms_to_write_from
from ressources.topics import services as topics_services
from ressources.topics.forms import TopicSheetForm

# No sheet is made of more messages.
SHOWN = 100
DONE = (
    "Votre brouillon est prêt, avec les messages que vous avez choisis. Relisez-le, donnez ses minutes à chaque étape, "
    "puis envoyez-le en relecture."
)


@method_decorator(network_required, name="dispatch")
class FromTopicView(View):
    @cached_property
    def topic(self) -> Topic:
        topics = Topic.objects.visible_to(self.request.user).select_related("forum", "author")
        return get_object_or_404(topics, forum__slug=self.kwargs["forum"], slug=self.kwargs["topic"])

    @cached_property
    def posts(self) -> list[Post]:
        posts = list(self.topic.posts.select_related("author")[:SHOWN])
        for post in posts:
            # Avoids a query: the representation of a message names its topic.
            post.topic = self.topic
        return posts

    def form(self, data=None) -> TopicSheetForm:
        epms = epms_to_write_from(self.request.user)
        if not epms:
            raise Http404
        position = self.request.user.main_position
        return TopicSheetForm(data, topic=self.topic, posts=self.posts, epms=epms, epm=position.epm)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.render(self.form())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render(form)
        post_keys = set(form.cleaned_data["posts"])
        with refusals_in(form):
            page = topics_services.draft_from_topic(
                topic=self.topic,
                posts=[post for post in self.posts if post.pk in post_keys],
                by=request.user,
                epm=form.cleaned_data.get("epm") or epms_to_write_from(request.user)[0],
                title=form.cleaned_data["title"],
            )
            messages.success(request, DONE)
            return redirect("ressources:edit", page.pk)
        return self.render(form)

    def render(self, form: TopicSheetForm) -> HttpResponse:
        context = {"topic": self.topic, "posts": self.posts, "form": form, "shown": SHOWN}
        return render(self.request, "ressources/topics/from_topic.html", context)
