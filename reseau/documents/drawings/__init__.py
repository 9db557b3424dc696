"""Drawings of the site: its colours, its icons and the landscapes of covers and cards, for pictures and papers."""
