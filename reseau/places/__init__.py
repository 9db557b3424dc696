"""Places: communes, territories and EPM, and the public directory."""
