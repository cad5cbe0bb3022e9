"""What a party needs on site."""

from enum import StrEnum


class Need(StrEnum):
    """What hosts prepare for; said by choice, never asked for."""

    WHEELCHAIR = "wheelchair"
    HEARING = "hearing"
    SIGHT = "sight"
