"""The month of a place: figures that the site computes, corrections kept beside them, confirmed by the team."""
