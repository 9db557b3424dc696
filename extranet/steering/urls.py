"""Addresses of the board and of its lists."""

from django.urls import path

from extranet.steering import views

app_name = "steering"
urlpatterns = [
    path("", views.board, name="board"),
    path("<slug:figure>/", views.FigureList.as_view(), name="figure"),
]
