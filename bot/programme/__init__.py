"""Programme files of many kinds, read into slots."""
