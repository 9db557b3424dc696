"""Labels: on paper, on the page of the place, checked by number; reminded before their end."""
