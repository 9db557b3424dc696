"""Discussion of a sheet: one topic of the forums, with two doors, the sheet and the forum « Autour des fiches »."""
