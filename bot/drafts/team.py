"""An invitation as it comes about."""

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.staff import Grant, Role


class TeamDraft(BaseModel):
    """What an inviter has answered so far, and which member or invitation is at hand."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Role | None = None
    territory: int | None = None
    host: int | None = None
    member: int | None = None  # the grant at hand
    invite: int | None = None  # the invitation somebody opened
    secret: str | None = Field(None, exclude=True)  # shown once: it is never stored

    def grant(self) -> Grant:
        """Return the role that is being offered."""
        return Grant(role=self.role or Role.HOST, territory_id=self.territory, host_id=self.host)
