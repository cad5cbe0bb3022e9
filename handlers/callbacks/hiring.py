"""Buttons about vacancies: visitors' begin with j, staff's with V."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class OpenVacancy(Button):
    """Show everything about a vacancy."""

    tag: ClassVar[str] = "jv"
    code: str


@dataclass(frozen=True, slots=True)
class BackToJobs(Button):
    """Go back to the answer at hand."""

    tag: ClassVar[str] = "jb"


@dataclass(frozen=True, slots=True)
class BrowseTerritory(Button):
    """Look around in a territory; 0 for all."""

    tag: ClassVar[str] = "jt"
    territory: int


@dataclass(frozen=True, slots=True)
class BrowseFamily(Button):
    """List a family of trades; an empty name for all."""

    tag: ClassVar[str] = "jf"
    family: str


@dataclass(frozen=True, slots=True)
class JobsNear(Button):
    """Look for work around the phone's location."""

    tag: ClassVar[str] = "jn"


@dataclass(frozen=True, slots=True)
class LoosenJobs(Button):
    """Let one part of a question go; `km` is the wider radius, or 0."""

    tag: ClassVar[str] = "jl"
    part: str
    km: int


@dataclass(frozen=True, slots=True)
class ShowInterest(Button):
    """Write to the host of a vacancy."""

    tag: ClassVar[str] = "ji"
    code: str


@dataclass(frozen=True, slots=True)
class SendInterest(Button):
    """Send what was written; the intent sends once."""

    tag: ClassVar[str] = "js"
    intent: str


@dataclass(frozen=True, slots=True)
class AnswerHost(Button):
    """Answer what a host wrote."""

    tag: ClassVar[str] = "jr"
    interest: str


@dataclass(frozen=True, slots=True)
class VacanciesOf(Button):
    """List what a host declares."""

    tag: ClassVar[str] = "Vh"
    host: int


@dataclass(frozen=True, slots=True)
class AddVacancy(Button):
    """Declare a vacancy for a host."""

    tag: ClassVar[str] = "Va"
    host: int


@dataclass(frozen=True, slots=True)
class VacancyContract(Button):
    """Say with which contract."""

    tag: ClassVar[str] = "Vc"
    contract: str


@dataclass(frozen=True, slots=True)
class VacancyCount(Button):
    """Say how many people are wanted."""

    tag: ClassVar[str] = "Vn"
    count: int


@dataclass(frozen=True, slots=True)
class VacancyFor(Button):
    """Declare it, for so many days; the intent declares it once."""

    tag: ClassVar[str] = "Vu"
    days: int
    intent: str


@dataclass(frozen=True, slots=True)
class OpenOwnVacancy(Button):
    """Show a vacancy to who speaks for its host."""

    tag: ClassVar[str] = "Vo"
    code: str


@dataclass(frozen=True, slots=True)
class RenewVacancy(Button):
    """Show a vacancy for so many days more."""

    tag: ClassVar[str] = "Vr"
    code: str
    days: int


@dataclass(frozen=True, slots=True)
class CloseVacancy(Button):
    """Take a vacancy away."""

    tag: ClassVar[str] = "Vx"
    code: str


@dataclass(frozen=True, slots=True)
class AnswerInterest(Button):
    """Answer who is interested."""

    tag: ClassVar[str] = "Vi"
    interest: str
