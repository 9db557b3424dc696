"""How long records are kept: dormant, announced, listed for the Archives, destroyed, counted."""
