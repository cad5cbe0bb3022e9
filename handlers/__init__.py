"""The edge: Telegram in, Telegram out, nothing decided."""
