"""Addresses of `reseau/directory`, concept by concept. Part of `reseau.urls`."""

from django.urls import path

from reseau.directory import embedding
from reseau.directory import views as directory
from reseau.directory.open_data import views as open_data
from reseau.directory.place_hours import views as place_hours
from reseau.directory.place_import import views as place_import
from reseau.directory.place_map import views as place_map
from reseau.directory.place_map.place_points import place_points
from reseau.directory.place_pictures import views as place_pictures
from reseau.directory.place_visits import views as place_visits

IMPORT = "annuaire/importer/"
urlpatterns = [
    # Directory as open data.
    path("annuaire/donnees/", open_data.open_data, name="open_data"),
    path("annuaire/lieux.csv", open_data.places_csv, name="places_csv"),
    path("annuaire/lieux.geojson", open_data.places_geojson, name="places_geojson"),
    # What communes put on their own websites.
    path("annuaire/integrer/", embedding.embedding, name="embedding"),
    path("annuaire/integrer/<slug:insee_code>/", embedding.embedded_places, name="embedded_places"),
    # Import of places.
    path(IMPORT, place_import.place_import, name="place_import"),
    path(f"{IMPORT}<int:pk>/", place_import.import_preview, name="place_import_preview"),
    path(f"{IMPORT}<int:pk>/appliquer/", place_import.import_confirm, name="place_import_confirm"),
    path(f"{IMPORT}<int:pk>/oublier/", place_import.import_forget, name="place_import_forget"),
    path(f"{IMPORT}<int:pk>/bilan/", place_import.import_trail, name="place_import_trail"),
    path(f"{IMPORT}<int:pk>/annuler/", place_import.import_undo, name="place_import_undo"),
    # Map of places.
    path("annuaire/carte/", place_map.place_map, name="place_map"),
    path("annuaire/carte/points.json", place_points, name="place_points"),
    # Hours of a place.
    path("annuaire/<slug:slug>/modifier/horaires/", place_hours.edit_hours, name="hours_edit"),
    path("annuaire/<slug:slug>/fermetures/", place_hours.exceptions, name="hours_exceptions"),
    path("annuaire/<slug:slug>/fermetures/retirer/", place_hours.withdraw, name="hours_withdraw"),
    path("annuaire/<slug:slug>/fermetures/<slug:day>/", place_hours.close_day, name="hours_close_day"),
    path("annuaire/<slug:slug>/verifier/", place_hours.confirm, name="hours_confirm"),
    path("annuaire/<slug:slug>/horaires-faux/", place_hours.report, name="hours_report"),
    # Pictures of places.
    path("annuaire/<slug:slug>/photos/", place_pictures.pictures, name="place_pictures"),
    path("annuaire/photos/<int:pk>/modifier/", place_pictures.describe, name="place_picture_edit"),
    path("annuaire/photos/<int:pk>/en-tete/", place_pictures.put_first, name="place_picture_first"),
    path("annuaire/photos/<int:pk>/retirer/", place_pictures.withdraw, name="place_picture_withdraw"),
    path("annuaire/photos/<int:pk>/<slug:size>/", place_pictures.show, name="place_picture"),
    # Visits of EPM.
    path("annuaire/<slug:slug>/visites/", place_visits.PlaceVisitsView.as_view(), name="place_visits"),
    path("visites/<int:pk>/modifier/", place_visits.correct, name="place_visit_edit"),
    path("visites/<int:pk>/effacer/", place_visits.take_back, name="place_visit_delete"),
    # Public directory.
    path("annuaire/", directory.DirectoryView.as_view(), name="directory"),
]
