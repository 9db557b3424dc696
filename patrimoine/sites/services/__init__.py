"""Write heritage records, and take them from draft to publication and back."""
