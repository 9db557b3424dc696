"""Addresses of the library: the list, the feed, tags, and each sheet by its slug. Last: a slug matches any word."""

from django.urls import path

from ressources.library.views import feed, pages, tags

urlpatterns = [
    path("", pages.library, name="library"),
    path("mots-cles/", tags.TagsView.as_view(), name="tags"),
    path("mots-cles/fusionner/", tags.MergeTagsView.as_view(), name="merge_tags"),
    path("mots-cles/<int:pk>/liberer/", tags.free_word, name="free_word"),
    path("flux.atom", feed.feed, name="feed"),
    path("<str:slug>/", pages.sheet, name="sheet"),
]
