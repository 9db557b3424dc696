"""Home: the address `/`, a public page for visitors, a dashboard for each role."""
