"""Help pages, generated from declarations."""
