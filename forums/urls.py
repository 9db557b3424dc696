"""Addresses of forums, under /forums/."""

from django.urls import include, path

from forums.browsing import views as browsing
from forums.messages import mentions, similar
from forums.messages.corrections import views as corrections
from forums.messages.files import views as files
from forums.messages.posts import draft_views as drafts
from forums.messages.posts import views as posts
from forums.messages.solutions import views as solutions
from forums.messages.thanks import views as thanks
from forums.moderation.views import first_links
from forums.moderation.views import reports as moderation_reports
from forums.threads.clock import views as clock
from forums.threads.forums import views as forums
from forums.threads.polls import views as polls
from forums.threads.readings import views as readings
from forums.threads.tags import views as tags

app_name = "forums"
urlpatterns = [
    path("", browsing.IndexView.as_view(), name="index"),
    path("attente/", clock.WaitingQuestionsView.as_view(), name="waiting"),
    path("attente/<int:pk>/je-m-en-occupe/", clock.take, name="take"),
    path("attente/<int:pk>/je-rends/", clock.give_back, name="give_back"),
    path("lus/", readings.mark_all_read, name="mark_all_read"),
    path("message/<int:pk>/", posts.post_page, name="post_by_number"),
    path("message/<int:pk>/signaler/", moderation_reports.ReportView.as_view(), name="report"),
    path("message/relecture/<int:pk>/", first_links.own_held_message, name="held"),
    path("message/relecture/<int:pk>/retirer/", first_links.take_back, name="take_held_back"),
    path("message/relecture/<int:pk>/reprendre/", first_links.take_up_again, name="take_held_up"),
    path("moderation/", include("forums.moderation.urls")),
    path("nouveau-forum/", forums.NewForumKindsView.as_view(), name="forum_new"),
    path("nouveau-forum/<slug:kind>/", forums.NewForumView.as_view(), name="forum_new_of_kind"),
    path("reglages/<slug:forum>/", forums.ForumSettingsView.as_view(), name="forum_settings"),
    path("semblables/", similar.similar, name="similar"),
    path("apercu-d-un-message/", posts.preview, name="preview"),
    path("fichiers-d-un-message/", files.keep, name="keep_file"),
    path("fichiers/<int:pk>/<str:name>", files.download, name="file"),
    path("images/<int:pk>/<slug:size>/", files.picture, name="picture"),
    path("<slug:forum>/", browsing.ForumView.as_view(), name="forum"),
    path("<slug:forum>/nouveau/", posts.TopicNewView.as_view(), name="topic_new"),
    path("<slug:forum>/nouveau/brouillon/", drafts.keep, name="keep_draft"),
    path("<slug:forum>/nouveau/brouillon/effacer/", drafts.give_up, name="give_up_draft"),
    path("<slug:forum>/nouveau/personnes/", mentions.people, name="people"),
    path("<slug:forum>/nouveau/mots-cles/", tags.tag_names, name="tag_names"),
    path("<slug:forum>/<slug:topic>/", browsing.TopicView.as_view(), name="topic"),
    path("<slug:forum>/<slug:topic>/envoi/", posts.announcement_log, name="announcement_log"),
    path("<slug:forum>/<slug:topic>/brouillon/", drafts.keep, name="keep_draft"),
    path("<slug:forum>/<slug:topic>/brouillon/effacer/", drafts.give_up, name="give_up_draft"),
    path("<slug:forum>/<slug:topic>/a-resoudre/", solutions.unsolve, name="unsolve"),
    path("<slug:forum>/<slug:topic>/mots-cles/", tags.TopicTagsView.as_view(), name="topic_tags"),
    path("<slug:forum>/<slug:topic>/regle/", solutions.SettleView.as_view(), name="settle"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/merci/", thanks.thank, name="thank"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/merci/reprendre/", thanks.take_back_thanks, name="thanks_back"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/", posts.post_page, name="post"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/modifier/", corrections.PostEditView.as_view(), name="post_edit"),
    path(
        "<slug:forum>/<slug:topic>/message/<int:pk>/historique/",
        corrections.PostHistoryView.as_view(),
        name="post_history",
    ),
    path(
        "<slug:forum>/<slug:topic>/message/<int:pk>/historique/<int:text>/effacer/",
        corrections.forget_text,
        name="forget_text",
    ),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/retirer/", corrections.withdraw, name="withdraw"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/remettre/", corrections.restore, name="restore"),
    path("<slug:forum>/<slug:topic>/sondage/<int:pk>/voter/", polls.vote, name="vote"),
    path("<slug:forum>/sujet-retire/<int:pk>/", corrections.withdrawn_topic, name="withdrawn_topic"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/resolu/", solutions.solve, name="solve"),
]
