"""An act of staff, as the audit log keeps it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What staff may have done; its sentence is `audit.<value>`, in every language.

    A sentence may name the fields of `after`, those of `before` as `{old_…}`, and `{where}`.
    """

    TEAM_INVITE = "team_invite"
    TEAM_CONFIRM = "team_confirm"
    TEAM_REFUSE = "team_refuse"
    TEAM_REVOKE = "team_revoke"
    BROADCAST_SEND = "broadcast_send"
    BROADCAST_PLAN = "broadcast_plan"
    BROADCAST_PAUSE = "broadcast_pause"
    BROADCAST_RESUME = "broadcast_resume"
    BROADCAST_CANCEL = "broadcast_cancel"
    SLOT_MOVE = "slot_move"
    SLOT_CANCEL = "slot_cancel"
    SLOT_REOPEN = "slot_reopen"
    SLOT_CAPACITY = "slot_capacity"
    SLOT_PLACE = "slot_place"
    SLOT_LATE = "slot_late"
    NOTICE_CALL = "notice_call"
    IMPORT_TELL = "import_tell"
    DESK_BOOK = "desk_book"
    DESK_WAIT = "desk_wait"
    DESK_UNWAIT = "desk_unwait"
    DESK_MOVE = "desk_move"
    DESK_CANCEL = "desk_cancel"
    CHECKIN_MARK = "checkin_mark"
    GATE_SEATS = "gate_seats"
    GATE_CAP = "gate_cap"
    VACANCY_ADD = "vacancy_add"
    VACANCY_RENEW = "vacancy_renew"
    VACANCY_CLOSE = "vacancy_close"


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Who did what, and what it was before and after; nothing about a visitor."""

    at: datetime  # UTC
    user_id: int | None  # None: a command on the machine, or somebody since erased
    action: Action
    slot_id: int | None = None
    territory_id: int | None = None
    host_id: int | None = None
    before: dict[str, str | int] = field(default_factory=dict)
    after: dict[str, str | int] = field(default_factory=dict)
    who: str = ""  # what the team calls them; read, never written
    where: str = ""  # the visit, territory or host; read, never written
