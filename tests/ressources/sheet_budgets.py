"""The queries of a sheet's page, where no part of it is kept in memory: the other sheets take two of them."""

VISITOR = 7
MEMBER = 13
