"""What the processes under a moved clock load first, by PYTHONPATH."""
