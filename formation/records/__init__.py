"""Own trainings: what a member followed over the years, on the page, on paper, as data."""
