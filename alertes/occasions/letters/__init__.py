"""Letters: what a territory has to read each week, prepared by the site, seen by its animation, told on Monday."""
