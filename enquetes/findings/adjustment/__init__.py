"""Page where answers are weighted on margins: a table to fill, its effect by category, weightings made before."""
