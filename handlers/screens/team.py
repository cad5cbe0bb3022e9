"""The team: who has which role, inviting, and what was done."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Step
from bot.domain.audit import Act
from bot.domain.catalogue import Choice
from bot.domain.staff import Role
from bot.domain.team import Invite, Member
from bot.domain.times import from_text
from bot.i18n import Html, Translator
from bot.tickets import link
from handlers.callbacks import Button, Go
from handlers.callbacks.team import (
    ConfirmInvite,
    InviteAs,
    InviteFor,
    OpenMember,
    RefuseInvite,
    Revoke,
)
from handlers.screens.listing import home_key, listing, no_words, on_page, page_keys, yes_words
from handlers.screens.screen import Key, Screen

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditFacts:
    """What staff did, and the zone in which to say when."""

    acts: list[Act]
    tz: ZoneInfo


def team(members: list[Member], draft: Draft, t: Translator) -> Screen:
    """List the team; lead to inviting and to what was done."""
    rows = listing(members, draft.page, t, lambda one: (_line(one, t), OpenMember(one.id)))
    invite = Key(t.label("team.invite"), Go(Step.TEAM_ROLE))
    return Screen(text=t("team.list", n=len(members)), rows=(*rows, (invite,), _foot(t)))


def role(_facts: None, draft: Draft, t: Translator) -> Screen:
    """Ask for the role."""
    rows = listing(list(Role), draft.page, t, lambda one: (_role(one, t), InviteAs(one.value)))
    return Screen(text=t("team.ask_role"), rows=(*rows, _foot(t)))


def where(found: list[Choice], draft: Draft, t: Translator) -> Screen:
    """Ask where the role holds; typing part of a name shortens the list."""
    of_host = draft.team is not None and draft.team.role is Role.HOST
    rows = listing(found, draft.page, t, lambda one: (one.name, InviteFor(one.id)))
    ask = "team.ask_host" if of_host else "team.ask_territory"
    return Screen(text=t(ask if found else "team.none_named"), rows=(*rows, _foot(t)))


def name(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask what to call the person."""
    return Screen(text=t("team.ask_name"), rows=(_foot(t),))


def invitation(username: str, draft: Draft, t: Translator) -> Screen:
    """Show the link, this once."""
    secret = draft.team.secret if draft.team else None
    if secret is None:
        return Screen(text=t("team.link_gone"), rows=(_again(t), _foot(t)))
    url = link(username, f"i_{secret}")
    copy = Key(t.label("team.copy_link"), copies=url)
    return Screen(text=t("team.link", url=url), rows=((copy,), _foot(t)))


def member(one: Member, _draft: Draft, t: Translator) -> Screen:
    """Show a member, and how to take the role back."""
    text = t(
        "team.member", name=_named(one, t), role=_role(one.grant.role, t), where=_where(one, t)
    )
    if one.from_settings:
        return Screen(text=Html(f"{text}\n\n{t('team.from_settings')}"), rows=(_foot(t),))
    return Screen(text=text, rows=((Key(t.label("team.revoke"), Revoke(one.id)),), _foot(t)))


def join(invite: Invite, _draft: Draft, t: Translator) -> Screen:
    """Show who opened a link what to tell the inviter."""
    return Screen(
        text=t("team.joining", role=_role(invite.grant.role, t), code=invite.check_code or ""),
        rows=((home_key(t),),),
    )


def acts(facts: AuditFacts, draft: Draft, t: Translator) -> Screen:
    """List what staff did, the newest first."""
    shown, page, pages = on_page(facts.acts, draft.page)
    head = t("audit.list") if facts.acts else t("audit.none")
    lines = [head, *(_act(one, facts.tz, t) for one in shown)]
    turn = page_keys(page, pages, t)
    return Screen(text=Html("\n\n".join(lines)), rows=(turn, _foot(t)) if turn else (_foot(t),))


def invite_opened(invite: Invite, t: Translator) -> Screen:
    """Ask the inviter whether it was the right person who opened the link."""
    yes: Button = ConfirmInvite(invite.id)
    return Screen(
        text=t(
            "team.opened",
            name=invite.name,
            role=_role(invite.grant.role, t),
            code=invite.check_code or "",
        ),
        rows=(
            (Key(t.label("team.confirm"), yes, words=yes_words(t)),),
            (Key(t.label("team.refuse"), RefuseInvite(invite.id), words=no_words(t)),),
        ),
    )


def role_given(invite: Invite, t: Translator) -> Screen:
    """Welcome somebody to the team."""
    key = Key(t.label("team.open_area"), Go(Step.STAFF))
    return Screen(text=t("team.welcome", role=_role(invite.grant.role, t)), rows=((key,),))


def _act(act: Act, tz: ZoneInfo, t: Translator) -> Html:
    told = {f"old_{name}": value for name, value in act.before.items()} | act.after
    fields = {name: _said(value, tz, t) for name, value in told.items()}
    return t(
        "audit.line",
        at=t.short_moment(act.at, tz),
        who=act.who or (t.label("audit.admin") if act.user_id else t.label("audit.machine")),
        what=t(f"audit.{act.action.value}", where=act.where, **fields),
    )


def _said(value: str | int, tz: ZoneInfo, t: Translator) -> str | int:
    """Say an instant, which is stored as text, as people read it."""
    is_instant = isinstance(value, str) and INSTANT.fullmatch(value)
    return t.short_moment(from_text(str(value)), tz) if is_instant else value


def _line(one: Member, t: Translator) -> str:
    parts = (_named(one, t), _role(one.grant.role, t), one.where)
    return " · ".join(part for part in parts if part)


def _named(one: Member, t: Translator) -> str:
    return one.name or t.label("audit.admin")


def _role(role: Role, t: Translator) -> str:
    return t.label(f"team.role_{role.value}")


def _where(one: Member, t: Translator) -> str:
    return one.where or t.label("team.everywhere")


def _again(t: Translator) -> tuple[Key, ...]:
    return (Key(t.label("team.invite"), Go(Step.TEAM_ROLE)),)


def _foot(t: Translator) -> tuple[Key, ...]:
    return (Key(t.label("team.back"), Go(Step.STAFF)), home_key(t))
