"""Help: the users' guide as pages of the site, the page that "?" opens, and what is new."""
