"""Pages of the site itself: home and institutional pages, and the tree that a new site starts with."""
