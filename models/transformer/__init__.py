"""Networks based on attention, one file each."""
