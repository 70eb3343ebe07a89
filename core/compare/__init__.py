"""Several fusion methods on one scene whose truth is known: accuracy, time and memory side by side."""
