"""Parameter forms: their definition and reading."""
