"""`python -m simulator`: a Telegram for your bot, and a page to talk to it."""

import argparse
import asyncio
import contextlib
import sys

from simulator import Actor, Limits, MovableClock, Simulator

CAST = (
    Actor("Ada", "fr", about="writes French", avatar="🎓"),
    Actor("Bob", "en", about="writes English", avatar="🧰"),
)


def main() -> None:
    """Run until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", help="the only token accepted (default: any)")
    parser.add_argument("--limits", action="store_true", help="apply Telegram's rate limits")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args()))


async def serve(options: argparse.Namespace) -> None:
    """Serve until cancelled."""
    async with Simulator(
        clock=MovableClock(),
        people=CAST,
        limits=Limits.real() if options.limits else None,
        token=options.token,
        host=options.host,
        port=options.port,
    ) as telegram:
        sys.stdout.write(f"Chat page: {telegram.url}/\nBot API:   {telegram.url}/bot<token>/\n")
        sys.stdout.write(f"Token:     {telegram.token}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
