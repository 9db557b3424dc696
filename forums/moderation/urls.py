"""Addresses of moderation, under /forums/moderation/."""

from django.urls import path

from forums.moderation.views import decisions, first_links, queue, reports, topics

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
    path("relecture/<int:pk>/", first_links.to_review, name="to_review"),
    path("relecture/<int:pk>/publier/", first_links.publish, name="publish_held"),
    path("relecture/<int:pk>/refuser/", first_links.RefuseView.as_view(), name="refuse_held"),
    path("journal/<int:pk>/annuler/", topics.undo_action, name="undo_action"),
    path("sujet/<int:pk>/", topics.ArrangeTopicView.as_view(), name="arrange"),
    path("sujet/<int:pk>/deplacer/", topics.MoveView.as_view(), name="move_topic"),
    path("sujet/<int:pk>/titre/", topics.RenameView.as_view(), name="rename_topic"),
    path("sujet/<int:pk>/reunir/", topics.MergeView.as_view(), name="merge_topics"),
    path("sujet/<int:pk>/partager/", topics.PartView.as_view(), name="split_topic"),
    path("sujet/<int:pk>/fermer/", topics.set_lock, {"is_locked": True}, name="lock_topic"),
    path("sujet/<int:pk>/rouvrir/", topics.set_lock, {"is_locked": False}, name="unlock_topic"),
]
