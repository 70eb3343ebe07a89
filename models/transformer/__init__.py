"""Networks of attention, one file each."""
