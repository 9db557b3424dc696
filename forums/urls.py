"""Addresses of the application « forums », under /forums/."""

from django.urls import path

from forums import views

app_name = "forums"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("<slug:forum>/", views.ForumView.as_view(), name="forum"),
    path("<slug:forum>/nouveau/", views.TopicNewView.as_view(), name="topic_new"),
    path("<slug:forum>/<slug:topic>/", views.TopicView.as_view(), name="topic"),
    path("<slug:forum>/<slug:topic>/a-resoudre/", views.unsolve, name="unsolve"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/", views.post_page, name="post"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/modifier/", views.PostEditView.as_view(), name="post_edit"),
    path("<slug:forum>/<slug:topic>/message/<int:pk>/resolu/", views.solve, name="solve"),
]
