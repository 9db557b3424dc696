"""Addresses of forums, under /forums/."""

from django.urls import path

from forums.browsing import views as browsing
from forums.posts import views as posts
from forums.solutions import views as solutions

app_name = "forums"
urlpatterns = [
    path("", browsing.IndexView.as_view(), name="index"),
    path("<slug:forum>/", browsing.ForumView.as_view(), name="forum"),
    path("<slug:forum>/nouveau/", posts.TopicNewView.as_view(), name="topic_new"),
    path("<slug:forum>/<slug:topic>/", browsing.TopicView.as_view(), name="topic"),
    path("<slug:forum>/<slug:topic>/a-resoudre/", solutions.unsolve, name="unsolve"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/", posts.post_page, name="post"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/modifier/", posts.PostEditView.as_view(), name="post_edit"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/resolu/", solutions.solve, name="solve"),
]
