"""URLs of needs."""

from django.urls import path

from formation.offer.needs import views

urlpatterns = [
    path("besoins/", views.WishListView.as_view(), name="wishes"),
    path("besoins/<int:pk>/", views.WishView.as_view(), name="wish"),
    path("besoins/<int:pk>/voix/", views.voice, name="voice"),
    path("besoins/<int:pk>/rattacher/", views.WishAttachView.as_view(), name="wish_attach"),
    path("besoins/questions/<int:tag>/", views.QuestionsWishView.as_view(), name="questions_wish"),
    path("besoins/questions/<int:tag>/laisser/", views.set_questions_aside, name="set_questions_aside"),
    path("<str:slug>/prevenez-moi/", views.want, name="want"),
]
