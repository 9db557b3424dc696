"""Bodies that take tickets déclic: EPM and training bodies, approved by the coordination from a day to another."""
