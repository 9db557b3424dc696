"""Files of projects that the antivirus reads, with what it says of those that it deletes."""

from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.documents.notices import notify_infected

SCANNED = ((ProjectFile, notify_infected),)
