"""Figures and tasks on one page: of each role, of a territory, of the network, of the year."""
