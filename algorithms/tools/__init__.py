"""Tools: one file for each algorithm that is not a fusion method."""
