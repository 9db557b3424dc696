"""The cell of the quotas that people fill, from what they answered so far."""

from enquetes.design.campaigns.models import Campaign, QuotaCell
from enquetes.design.campaigns.quota_criteria import categories_of
from questionnaires.filling.values import Values
from questionnaires.questions.outline import outline_of


def cell_of(campaign: Campaign, values: Values) -> QuotaCell | None:
    """Return the cell of whoever gave `values`; None without quotas, or if an answer that sorts people is missing."""
    if not campaign.quota_variables:
        return None
    categories = categories_of(outline_of(campaign.version), campaign.quota_variables, values)
    return next((cell for cell in campaign.quota_cells.all() if cell.categories == categories), None)
