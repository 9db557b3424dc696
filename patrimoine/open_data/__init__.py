"""Heritage as open data: places in the words of DATAtourisme, as points, as tables; outings as events."""
