"""Addresses of the board, of its map, its files and its lists."""

from django.urls import path

from extranet.dashboards.steering import row_pages, views

urlpatterns = [
    path("", views.board, name="board"),
    path("chiffres/", views.board_figures, name="board_figures"),
    path("acces/", row_pages.steering_access, name="steering_access"),
    path("services/", row_pages.steering_services, name="steering_services"),
    path("carte/", views.board_map, name="board_map"),
    path("chiffres.csv", views.board_table, {"form": "csv"}, name="board_csv"),
    path("chiffres.ods", views.board_table, {"form": "ods"}, name="board_ods"),
    path("<slug:figure>/", views.FigureList.as_view(), name="board_figure"),
]
