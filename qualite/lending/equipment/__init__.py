"""Equipment and kits of the places: what each holds, its condition, its picture, whether it is lent."""
