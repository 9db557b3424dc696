"""From an idea to a published sheet: writing, imports, watch inbox, publication, upkeep, coverage, wishes."""
