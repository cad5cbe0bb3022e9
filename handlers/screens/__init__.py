"""Pure: (values, t) → Screen; no Telegram, no clock, no database; one file per noun."""
