"""Addresses of forums, under /forums/."""

from django.urls import path

from forums.browsing import views as browsing
from forums.forums import views as forums
from forums.posts import views as posts
from forums.readings import views as readings
from forums.similar import views as similar
from forums.solutions import views as solutions
from forums.thanks import views as thanks

app_name = "forums"
urlpatterns = [
    path("", browsing.IndexView.as_view(), name="index"),
    path("lus/", readings.mark_all_read, name="mark_all_read"),
    path("message/<int:pk>/", posts.post_page, name="post_by_number"),
    path("nouveau-forum/", forums.NewForumKindsView.as_view(), name="forum_new"),
    path("nouveau-forum/<slug:kind>/", forums.NewForumView.as_view(), name="forum_new_of_kind"),
    path("reglages/<slug:forum>/", forums.ForumSettingsView.as_view(), name="forum_settings"),
    path("semblables/", similar.similar, name="similar"),
    path("<slug:forum>/", browsing.ForumView.as_view(), name="forum"),
    path("<slug:forum>/nouveau/", posts.TopicNewView.as_view(), name="topic_new"),
    path("<slug:forum>/<slug:topic>/", browsing.TopicView.as_view(), name="topic"),
    path("<slug:forum>/<slug:topic>/a-resoudre/", solutions.unsolve, name="unsolve"),
    path("<slug:forum>/<slug:topic>/regle/", solutions.SettleView.as_view(), name="settle"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/merci/", thanks.thank, name="thank"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/merci/reprendre/", thanks.take_back_thanks, name="thanks_back"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/", posts.post_page, name="post"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/modifier/", posts.PostEditView.as_view(), name="post_edit"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/resolu/", solutions.solve, name="solve"),
]
