"""What a place offers besides workshops: video desks of partner services, ticket déclic, telework seats."""
