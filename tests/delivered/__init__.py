"""Small imitations of products as providers deliver them: one landscape, seen by every sensor."""
