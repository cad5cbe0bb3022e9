"""Screens that change by themselves: how far a broadcast has come, in the message that shows it.

Nothing is kept but what was last shown: who looks at which screen is the conversation's row, so it
goes on after a restart.
"""

import asyncio

import structlog

from bot.conversation import Step
from handlers.incoming import Incoming
from handlers.reply import Reply
from handlers.screens.screen import Screen
from handlers.turn import Turns
from storage import broadcasts
from storage.broadcasts import Viewer
from storage.database import StorageError, Transaction

EVERY_S = 2.5

log = structlog.get_logger(__name__)


class LiveScreens:
    """Draws them again every few seconds, and edits those that differ."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._shown: dict[Viewer, Screen] = {}

    async def run(self) -> None:
        """Keep them true until cancelled; while the database can't be used, try again."""
        while True:
            try:
                await self._round()
            except StorageError as error:
                log.error("screens_not_drawn", error=type(error).__name__)
            await asyncio.sleep(EVERY_S)

    async def _round(self) -> None:
        now = self._turns.clock.now()

        def look(tx: Transaction) -> list[Viewer]:
            return broadcasts.viewers(tx, now)

        viewers = await self._turns.database.read(look)
        # One more look at those whose broadcast has just ended: the last numbers.
        for viewer in {*viewers, *self._shown}:
            await self._draw(viewer, last=viewer not in viewers)

    async def _draw(self, viewer: Viewer, *, last: bool) -> None:
        here, screen, _whole = await self._turns.look(
            Incoming(
                update_id=0,
                chat_id=viewer.chat_id,
                user_id=viewer.user_id,
                private=True,
                language=viewer.language,
            )
        )
        before = self._shown.pop(viewer, None)
        if here.place.step is not Step.BROADCAST_CARD or here.message_id is None:
            return
        if not last:
            self._shown[viewer] = screen
        if screen != before:
            self._turns.replies.refresh(
                Reply(
                    chat_id=viewer.chat_id,
                    user_id=viewer.user_id,
                    screen=screen,
                    revision=here.revision,
                    edits=here.message_id,
                )
            )
