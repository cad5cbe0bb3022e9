"""The team: invite, confirm, take back, and what everybody did."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Choice, Wanted
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.refusals import NotYours
from bot.domain.staff import SCOPES, Role, Scope
from bot.domain.team import Invite, InviteState, Member
from bot.domain.text import fold
from bot.drafts.team import TeamDraft
from bot.services.answer_invite import answer_invite
from bot.services.answer_invite import revoke as revoke_role
from bot.services.invite import invite
from bot.services.open_invite import open_invite
from handlers.callbacks.team import (
    ConfirmInvite,
    InviteAs,
    InviteFor,
    OpenMember,
    RefuseInvite,
    Revoke,
)
from handlers.screens.team import AuditFacts
from storage import audit, catalogue, facts, invites, places_of_work, staff
from storage.database import Transaction

ACTS_SHOWN = 80


def invite_as(_tx: Transaction, _here: Here, button: InviteAs) -> Place:
    """Take the role; ask where it holds, if it holds somewhere. Raises `NotYours`."""
    if button.role not in set(Role):
        raise NotYours()
    role = Role(button.role)
    scoped = SCOPES[role] is not Scope.EVERYWHERE
    return _at(Step.TEAM_WHERE if scoped else Step.TEAM_NAME, TeamDraft(role=role))


def invite_for(_tx: Transaction, here: Here, button: InviteFor) -> Place:
    """Take the territory or host; ask for a name."""
    draft = _draft(here.place.draft)
    of_host = draft.role is Role.HOST
    where = {"host": button.place} if of_host else {"territory": button.place}
    return _at(Step.TEAM_NAME, draft.model_copy(update=where))


def typed_where(_tx: Transaction, here: Here, text: str) -> Place:
    """Shorten the list to the names that hold what was typed."""
    return Place(
        step=Step.TEAM_WHERE, draft=here.place.draft.having(query=fold(text.strip()[:60]) or None)
    )


def typed_name(tx: Transaction, here: Here, text: str) -> Place:
    """Take the name and make the link."""
    draft = _draft(here.place.draft)
    secret = invite(tx, here.of_staff(), draft.grant(), text, now=here.now, ids=here.ids)
    return _at(Step.TEAM_LINK, draft.model_copy(update={"secret": secret}))


def join(tx: Transaction, here: Here, secret: str) -> Place:
    """Answer an invitation's link."""
    opened = open_invite(tx, secret, user_id=here.user_id, now=here.now, ids=here.ids)
    return _at(Step.TEAM_JOIN, TeamDraft(invite=opened.id))


def confirm(tx: Transaction, here: Here, button: ConfirmInvite) -> Place:
    """Give the role to who opened the link."""
    answer_invite(tx, here.of_staff(), button.invite, confirmed=True, now=here.now)
    return Place(step=Step.TEAM)


def refuse(tx: Transaction, here: Here, button: RefuseInvite) -> Place:
    """Turn away who opened the link."""
    answer_invite(tx, here.of_staff(), button.invite, confirmed=False, now=here.now)
    return Place(step=Step.TEAM)


def open_member(_tx: Transaction, _here: Here, button: OpenMember) -> Place:
    """Show a member."""
    return _at(Step.TEAM_MEMBER, TeamDraft(member=button.grant))


def revoke(tx: Transaction, here: Here, button: Revoke) -> Place:
    """Take a role back."""
    revoke_role(tx, here.of_staff(), button.grant, now=here.now)
    return Place(step=Step.TEAM)


def members(tx: Transaction, _here: Here, _draft: Draft) -> list[Member]:
    """Fetch the team."""
    return staff.members(tx)


def member(tx: Transaction, _here: Here, draft: Draft) -> Member:
    """Fetch the member at hand. Raises `NotYours` for one who is gone."""
    found = staff.member(tx, _draft(draft).member or 0)
    if found is None:
        raise NotYours()
    return found


def where(tx: Transaction, _here: Here, draft: Draft) -> list[Choice]:
    """Fetch the territories or hosts to choose among."""
    of_host = _draft(draft).role is Role.HOST
    found = places_of_work.hosts(tx) if of_host else places_of_work.territories(tx)
    return [one for one in found if draft.query is None or draft.query in fold(one.name)]


def username(tx: Transaction, _here: Here, _draft: Draft) -> str:
    """Fetch the bot's name, for the link."""
    return facts.get(tx, facts.BOT_USERNAME) or ""


def opened(tx: Transaction, here: Here, draft: Draft) -> Invite:
    """Fetch the invitation that this person opened. Raises `NotYours` for anybody else."""
    found = invites.of_id(tx, _draft(draft).invite or 0)
    if found is None or found.opened_by != here.user_id:
        raise NotYours()
    return found


def acts(tx: Transaction, _here: Here, _draft: Draft) -> AuditFacts:
    """Fetch what staff did last."""
    return AuditFacts(acts=audit.latest(tx, limit=ACTS_SHOWN), tz=catalogue.zone_of(tx, Wanted()))


def invite_to_confirm(tx: Transaction, delivery: Delivery, now: datetime) -> Invite | DeliveryState:
    """Fetch an invitation that waits for its inviter; nobody is asked when it has ended."""
    found = invites.of_id(tx, int(delivery.fields["invite"]))
    waits = found is not None and found.state is InviteState.OPENED and found.expires > now
    return found if found is not None and waits else DeliveryState.CANCELLED


def role_to_tell(tx: Transaction, delivery: Delivery, _now: datetime) -> Invite | DeliveryState:
    """Fetch an invitation that was confirmed; nobody is told when the role is gone again."""
    found = invites.of_id(tx, int(delivery.fields["invite"]))
    has_role = staff.find(tx, delivery.chat_id) is not None
    return found if found is not None and has_role else DeliveryState.CANCELLED


def _draft(draft: Draft) -> TeamDraft:
    return draft.team or TeamDraft()


def _at(step: Step, draft: TeamDraft) -> Place:
    return Place(step=step, draft=Draft(team=draft))
