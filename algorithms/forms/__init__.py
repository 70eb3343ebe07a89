"""Parameter forms: how they are built and how they are read."""
