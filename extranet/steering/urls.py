"""Addresses of the board and of its lists."""

from django.urls import path

from extranet.steering import views

urlpatterns = [
    path("", views.board, name="board"),
    path("<slug:figure>/", views.FigureList.as_view(), name="board_figure"),
]
