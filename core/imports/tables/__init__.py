"""Tables of products: one row for each. A new product is a new row."""
