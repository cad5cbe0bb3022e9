"""The two doors to Telegram: what is received and applied once, what is owed and sent."""
