"""Addresses of the inventory of the network. Part of `qualite.urls`."""

from django.urls import path

from qualite.lending.inventory import views

urlpatterns = [
    path("materiel/", views.InventoryView.as_view(), name="inventory"),
    path("materiel/inventaire.csv", views.inventory_csv, name="inventory_csv"),
    path("materiel/inventaire.ods", views.inventory_sheets, name="inventory_ods"),
    path("materiel/<int:pk>/", views.EquipmentView.as_view(), name="equipment"),
    path("materiel/<int:pk>/sortir/", views.equipment_leave, name="equipment_leave"),
    path("materiel/<int:pk>/remettre/", views.equipment_back, name="equipment_back"),
]
