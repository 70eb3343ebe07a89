"""The dated images of one prediction, opened from the inputs that the user chose."""
