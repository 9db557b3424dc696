"""The library as people read it: lists, collections, favourites, discussions, wishes, papers to take away."""
