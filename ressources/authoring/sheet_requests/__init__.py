"""Sheet requests: sheets that members would like to have, until somebody writes them."""
