"""Who reads the results of campaigns."""

from reseau.permissions import required, watches_any_territory

# Campaigns are those of the whole network: whoever watches a territory reads them, with the same masked figures.
results_readers = required(watches_any_territory)
