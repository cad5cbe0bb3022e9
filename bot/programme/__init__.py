"""Programme files of many kinds, read into slots."""

from bot.programme.read import read_programme

__all__ = ["read_programme"]
