"""Addresses of moderation, under /forums/moderation/."""

from django.urls import path

from forums.moderation.views import decisions, queue, reports

urlpatterns = [
    path("", queue.QueueView.as_view(), name="moderation"),
    path("journal/", queue.JournalView.as_view(), name="moderation_journal"),
    path("message/<int:pk>/", queue.ModeratedPostView.as_view(), name="moderate"),
    path("message/<int:pk>/prendre/", reports.take_in_hand, name="take_in_hand"),
    path("message/<int:pk>/laisser/", reports.hand_back, name="hand_back"),
    path("message/<int:pk>/repondre/", reports.ReportAnswerView.as_view(), name="settle_reports"),
    path("message/<int:pk>/masquer/", decisions.HideView.as_view(), name="hide"),
    path("message/<int:pk>/remontrer/", decisions.show, name="show"),
    path("message/<int:pk>/effacer/", decisions.EraseView.as_view(), name="erase"),
]
