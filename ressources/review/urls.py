"""Addresses of `ressources/review`, concept by concept. Part of `ressources.urls`."""

from django.urls import path

from ressources.review.adaptations import views as adaptations
from ressources.review.versions import views as versions
from ressources.review.views import assignment, remarks, review

urlpatterns = [
    # Review: the queue, a review, its assignment, its remarks.
    path("a-relire/", review.ReviewQueueView.as_view(), name="review_queue"),
    path("fiches/<int:pk>/relire/", review.ReviewView.as_view(), name="review"),
    path("fiches/<int:pk>/relire/prendre/", assignment.take, name="take_review"),
    path("fiches/<int:pk>/relire/confier/", assignment.give, name="give_review"),
    path("fiches/<int:pk>/relire/rendre/", assignment.put_back, name="put_back_review"),
    path("fiches/<int:pk>/relire/echeance/", assignment.choose_date, name="choose_answer_date"),
    path("fiches/<int:pk>/relire/remarquer/", remarks.remark, name="remark"),
    path("remarques/<int:pk>/repondre/", remarks.answer, name="answer_remark"),
    path("remarques/<int:pk>/faite/", remarks.mark_done, name="remark_done"),
    path("remarques/<int:pk>/rouvrir/", remarks.reopen, name="reopen_remark"),
    path("remarques/<int:pk>/retirer/", remarks.withdraw, name="withdraw_remark"),
    # Versions of a sheet.
    path("fiches/<int:pk>/versions/", versions.VersionsView.as_view(), name="versions"),
    path("fiches/<int:pk>/versions/comparer/", versions.CompareView.as_view(), name="compare"),
    path("fiches/<int:pk>/versions/<int:revision>/", versions.VersionView.as_view(), name="version"),
    path("fiches/<int:pk>/versions/<int:revision>/reprendre/", versions.restore, name="restore"),
    path("fiches/<int:pk>/versions/<int:revision>/nommer/", versions.name, name="name_version"),
    # Adaptations.
    path("fiches/<int:pk>/adapter/", adaptations.AdaptView.as_view(), name="adapt"),
    path("fiches/<int:pk>/origine/", adaptations.ComparisonView.as_view(), name="comparison"),
    path("fiches/<int:pk>/origine/reprendre/", adaptations.take, name="take"),
    path("fiches/<int:pk>/origine/vue/", adaptations.note_seen, name="note_seen"),
    path("<str:slug>/adaptations/", adaptations.AdaptationsView.as_view(), name="adaptations"),
]
