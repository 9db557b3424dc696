"""« En discuter » : the topic of a sheet, or the form of its first message."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from forums.messages.posts.forms import MessageForm
from forums.messages.posts.views import MessageMixin
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.permissions import network_required
from ressources.library.discussions import services
from ressources.library.discussions.permissions import may_discuss
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import readable_sheet_for


@method_decorator(network_required, name="dispatch")
class DiscussView(MessageMixin, FormView):
    template_name = "ressources/library/discussions/discuss.html"
    form_class = MessageForm

    @cached_property
    def sheet(self) -> Sheet:
        return readable_sheet_for(self.request.user, self.kwargs["pk"], may_discuss)

    @cached_property
    def forum(self) -> Forum:
        """Where the discussion will stand; it may not exist yet."""
        return Forum.objects.filter(slug=services.FORUM_SLUG).first() or Forum(
            slug=services.FORUM_SLUG, **services.FORUM_WORDS
        )

    def get(self, request, *args, **kwargs):
        topics = Topic.objects.visible_to(request.user).select_related("forum")
        sheets = Sheet.objects.visible_to(request.user).filter(pk=self.kwargs["pk"])
        if topic := topics.filter(sheet_discussion__sheet__in=sheets).first():
            return redirect(f"{topic.get_absolute_url()}#repondre")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        keep = f"discussion-{self.sheet.pk}"
        return super().get_context_data(sheet=self.sheet, forum=self.forum, keep=keep, **kwargs)

    def publish(self, form):
        post = services.discuss(
            sheet=self.sheet, by=self.request.user, files=self.kept_files.files, **form.cleaned_data
        )
        messages.success(self.request, "Votre message est publié. Les auteurs de la fiche en sont prévenus.")
        return redirect(post.page_url)
