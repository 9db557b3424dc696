"""Files of the demo, made by code: drawings, office documents, slides."""
