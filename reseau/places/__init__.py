"""Places: communes, territories, EPM, their opening hours; who may see what of them."""
