"""The library as people read it: lists, collections, favourites, discussions, papers to take away."""
