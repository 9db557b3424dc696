"""What any page needs, whatever its trade: odd input, refusals, signed links, forms sent twice, queries."""
