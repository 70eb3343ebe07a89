"""Layers, losses and merges that several networks share. Torch is imported at the top: load these files lazily."""
