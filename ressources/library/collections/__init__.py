"""Collections: sheets that a member puts together in an order, shared by a link, printed; the page of favourites."""
