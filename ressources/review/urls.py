"""Addresses of the review: the queue, a review, its assignment, its remarks."""

from django.urls import path

from ressources.review.views import assignment, remarks, review

urlpatterns = [
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
]
