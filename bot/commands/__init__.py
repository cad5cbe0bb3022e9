"""What each command of `toctoc` does, one file a command."""
