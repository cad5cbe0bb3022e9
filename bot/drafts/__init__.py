"""What somebody has said so far in a longer dialogue: one model a noun, each a field of Draft."""
