"""Staff: roles, what each may do, and where.

One table says who may what (`MAY`); a grant's scope says where: an organiser in territories, a host
at its own visits, admins and the desk everywhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody was invited as."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    DESK = "desk"
    HOST = "host"


class Right(StrEnum):
    """What staff may do; every staff button and every staff place asks for one."""

    STAFF = "staff"  # see the staff menu: everybody with a role
    INVITE = "invite"  # invite people, confirm and revoke them
    AUDIT = "audit"
    CHANGE = "change"  # move, cancel, reopen a slot, change its capacity or meeting point
    LATE = "late"  # say that a slot runs late
    SEATS = "seats"  # open or close seats from the gate, within the capacity allowed
    CALLS = "calls"  # who answered what to a change: a call list
    BROADCAST = "broadcast"
    DESK = "desk"  # book, move, cancel for a caller
    ROSTER = "roster"  # who comes: parties, never names
    CHECK_IN = "check_in"
    FIGURES = "figures"
    VACANCIES = "vacancies"  # add, renew, close what a host declares
    QUEUE = "queue"  # a host's line at a job dating


class Scope(StrEnum):
    """Where a role's rights hold."""

    EVERYWHERE = "everywhere"
    TERRITORY = "territory"
    HOST = "host"


MAY: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.ORGANISER: frozenset(Right) - {Right.AUDIT, Right.INVITE},
    Role.DESK: frozenset({Right.STAFF, Right.DESK, Right.CALLS, Right.CHECK_IN, Right.ROSTER}),
    Role.HOST: frozenset(
        {
            Right.STAFF,
            Right.LATE,
            Right.SEATS,
            Right.ROSTER,
            Right.CHECK_IN,
            Right.FIGURES,
            Right.VACANCIES,
            Right.QUEUE,
        }
    ),
}
SCOPES: dict[Role, Scope] = {
    Role.ADMIN: Scope.EVERYWHERE,
    Role.ORGANISER: Scope.TERRITORY,
    Role.DESK: Scope.EVERYWHERE,
    Role.HOST: Scope.HOST,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A role somebody has, and where it holds."""

    role: Role
    territory_id: int | None = None  # of an organiser
    host_id: int | None = None  # of a host


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """Somebody with at least one role."""

    user_id: int
    grants: tuple[Grant, ...]

    def may(self, right: Right) -> bool:
        """Tell whether they have a right anywhere."""
        return any(right in MAY[grant.role] for grant in self.grants)

    def may_at(self, right: Right, *, territory_id: int | None, host_id: int | None) -> bool:
        """Tell whether they have a right over what is in a territory, at a host."""
        return any(
            right in MAY[grant.role] and _reaches(grant, territory_id, host_id)
            for grant in self.grants
        )

    def reach(self, right: Right) -> "Reach":
        """Return where they have a right, to narrow a query."""
        grants = [grant for grant in self.grants if right in MAY[grant.role]]
        return Reach(
            everywhere=any(SCOPES[grant.role] is Scope.EVERYWHERE for grant in grants),
            territories=frozenset(
                grant.territory_id for grant in grants if grant.territory_id is not None
            ),
            hosts=frozenset(grant.host_id for grant in grants if grant.host_id is not None),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Where a right holds: everywhere, or in some territories and at some hosts."""

    everywhere: bool = False
    territories: frozenset[int] = frozenset()
    hosts: frozenset[int] = frozenset()


def _reaches(grant: Grant, territory_id: int | None, host_id: int | None) -> bool:
    scope = SCOPES[grant.role]
    if scope is Scope.TERRITORY:
        return grant.territory_id is not None and grant.territory_id == territory_id
    if scope is Scope.HOST:
        return grant.host_id is not None and grant.host_id == host_id
    return True
