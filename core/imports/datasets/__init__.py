"""Data sets of the field as they are distributed: one table, and the index of a folder."""
