"""The dated images of one prediction, from the inputs that the user chose."""
