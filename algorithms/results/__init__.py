"""Results in the map: names, styles, dates and groups of map layers."""
