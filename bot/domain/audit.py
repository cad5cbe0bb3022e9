"""An act of staff, as the audit log keeps it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Who did what, and what it was before and after; nothing about a visitor."""

    at: datetime  # UTC
    user_id: int | None  # None: a command on the machine, or somebody since erased
    role: str
    action: str  # "slot.move", "invite.confirm" … the sentence is `audit.<action>`
    slot_id: int | None = None
    territory_id: int | None = None
    host_id: int | None = None
    before: dict[str, str | int] = field(default_factory=dict)
    after: dict[str, str | int] = field(default_factory=dict)
