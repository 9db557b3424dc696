"""Icons and fonts of the site, taken from the packages of their authors and cut to what the pages use."""
