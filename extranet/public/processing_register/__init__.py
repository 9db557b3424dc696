"""The register of processing: on the page « Données personnelles », on paper and as CSV for the officer (DPO)."""
