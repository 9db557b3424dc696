"""Kiosks: a shared computer of an EPM where whoever walks up answers a campaign, with or without network."""
