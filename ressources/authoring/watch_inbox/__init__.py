"""Watch inbox: feeds of other sites, read within limits; what they bring is sorted, and what is kept is published."""
