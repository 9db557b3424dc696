"""Every figure of the board, by its address."""

from extranet.dashboards.steering.figure import Figure
from extranet.dashboards.steering.figures.activity import ACTIVITY_FIGURES
from extranet.dashboards.steering.figures.animators import ANIMATOR_FIGURES
from extranet.dashboards.steering.figures.forums import FORUM_FIGURES
from extranet.dashboards.steering.figures.library import LIBRARY_FIGURES
from extranet.dashboards.steering.figures.place_hours import HOURS_FIGURES
from extranet.dashboards.steering.figures.places import PLACE_FIGURES
from extranet.dashboards.steering.figures.records import RECORD_FIGURES
from extranet.dashboards.steering.figures.surveys import SURVEY_FIGURES
from extranet.dashboards.steering.figures.tickets import TICKET_FIGURES
from extranet.dashboards.steering.figures.training import TRAINING_FIGURES
from extranet.dashboards.steering.figures.video_desks import VIDEO_FIGURES
from extranet.dashboards.steering.figures.workshops import WORKSHOP_FIGURES

FIGURES: dict[str, Figure] = {
    figure.slug: figure
    for figure in (
        *WORKSHOP_FIGURES,
        *ACTIVITY_FIGURES,
        *TRAINING_FIGURES,
        *PLACE_FIGURES,
        *VIDEO_FIGURES,
        *TICKET_FIGURES,
        *SURVEY_FIGURES,
        *HOURS_FIGURES,
        *ANIMATOR_FIGURES,
        *LIBRARY_FIGURES,
        *RECORD_FIGURES,
        *FORUM_FIGURES,
    )
}
