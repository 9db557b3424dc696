"""Files of trainings that the antivirus reads, with what it says of those that it deletes."""

from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.notices import notify_infected

SCANNED = ((KitFile, notify_infected),)
