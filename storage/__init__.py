"""The only place that knows SQL: one file per noun, two drivers, numbered migrations."""
