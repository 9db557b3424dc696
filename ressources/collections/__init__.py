"""Collections: sheets that a member puts together in an order, shared by a link; and the page of favourites."""
