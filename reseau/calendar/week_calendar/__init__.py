"""The agenda by week and by day: of the network, of a territory, of a place."""
