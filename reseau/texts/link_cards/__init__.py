"""Links to objects of the site, shown as cards to those who may see what they lead to."""
