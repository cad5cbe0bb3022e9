"""Random names: codes that people read aloud, keys that nobody can guess."""

import secrets
from typing import Protocol

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read over the phone


class Ids(Protocol):
    """Makes names."""

    def code(self) -> str:
        """Return a public code such as `K7M-4PX`."""
        ...

    def key(self) -> str:
        """Return a short key that can't be guessed, safe in links and buttons."""
        ...


class RandomIds:
    """Names from the operating system's randomness."""

    def code(self) -> str:
        """Return a public code such as `K7M-4PX` (31^6 of them)."""
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(6))
        return f"{drawn[:3]}-{drawn[3:]}"

    def key(self) -> str:
        """Return 12 characters of A-Z a-z 0-9 _ - (72 bits)."""
        return secrets.token_urlsafe(9)


def bare(code: str) -> str:
    """Return a code as links carry it: `K7M4PX`."""
    return code.replace("-", "")


def dressed(code: str) -> str:
    """Return a code as people read it, however they typed it: `K7M-4PX`."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return f"{plain[:3]}-{plain[3:]}"
