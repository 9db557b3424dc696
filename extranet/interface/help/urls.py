"""Addresses of the help, under /aide/."""

from django.urls import path

from extranet.interface.help import views

urlpatterns = [
    path("", views.help_index, name="help"),
    path("nouveautes/", views.help_news, name="help_news"),
    path("nouveautes/lues/", views.help_news_read, name="help_news_read"),
    path("<slug:slug>/", views.help_article, name="help_article"),
]
