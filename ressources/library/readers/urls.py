"""Addresses of readers: favourites, thanks, feedback."""

from django.urls import path

from ressources.library.readers.views import favourites, feedback

urlpatterns = [
    path("fiches/<int:pk>/garder/", favourites.favourite, name="favourite"),
    path("fiches/<int:pk>/merci/", favourites.thank, name="thank"),
    path("fiches/<int:pk>/ecrire/", feedback.WriteToAuthorView.as_view(), name="write_to_author"),
    path("fiches/<int:pk>/retours/", feedback.FeedbackView.as_view(), name="feedback"),
    path("mes-retours/", feedback.MyFeedbackView.as_view(), name="my_feedback"),
    path("fiches/retours/<int:pk>/traite/", feedback.settle, name="settle_feedback"),
    path("fiches/retours/<int:pk>/a-traiter/", feedback.reopen, name="reopen_feedback"),
]
