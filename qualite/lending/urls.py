"""Addresses of `qualite/lending`, concept by concept. Part of `qualite.urls`."""

from django.urls import path

from qualite.lending.equipment import views as equipment
from qualite.lending.inventory import views as inventory
from qualite.lending.loans import views as loans

urlpatterns = [
    # Inventory of the network.
    path("materiel/", inventory.InventoryView.as_view(), name="inventory"),
    path("materiel/inventaire.csv", inventory.inventory_csv, name="inventory_csv"),
    path("materiel/inventaire.ods", inventory.inventory_sheets, name="inventory_ods"),
    path("materiel/<int:pk>/", inventory.EquipmentView.as_view(), name="equipment"),
    path("materiel/<int:pk>/sortir/", inventory.equipment_leave, name="equipment_leave"),
    path("materiel/<int:pk>/remettre/", inventory.equipment_back, name="equipment_back"),
    # Loans.
    path("prets/", loans.OwnLoansView.as_view(), name="loans"),
    path("prets/<int:pk>/", loans.LoanView.as_view(), name="loan"),
    path("prets/<int:pk>/changer/", loans.LoanChangeView.as_view(), name="loan_change"),
    path("prets/<int:pk>/annuler/", loans.LoanCancelView.as_view(), name="loan_cancel"),
    path("prets/<int:pk>/depart/", loans.DepartureView.as_view(), name="loan_departure"),
    path("prets/<int:pk>/retour/", loans.ReturnView.as_view(), name="loan_return"),
    path("prets/etats/<int:pk>/photo/", loans.report_photo, name="report_photo"),
    # Addresses that keep the inventory of a place.
    path("lieux/<slug:slug>/materiel/", equipment.EquipmentAddView.as_view(), name="equipment_add"),
    path("materiel/<int:pk>/modifier/", equipment.EquipmentEditView.as_view(), name="equipment_edit"),
    path("materiel/<int:pk>/photo/", equipment.equipment_photo, name="equipment_photo"),
]
