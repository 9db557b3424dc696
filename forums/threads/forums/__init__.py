"""Forums: of the whole network, of a territory; who sees them, who watches over them."""
