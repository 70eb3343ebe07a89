"""Many dates at once: which are wanted, which pairs they are predicted from, what is done already, and the running."""
