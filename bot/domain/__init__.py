"""Pure rules: frozen values and functions of values; `now` is always an argument."""
