"""Quality charters: versioned texts, in axes and criteria, against which a place looks at itself."""
