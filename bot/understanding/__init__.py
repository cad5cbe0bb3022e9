"""Free text → what is meant."""
