"""`python -m simulator` and its README, as another bot's author meets them."""

import asyncio
import re
import signal
import sys
from pathlib import Path
from typing import get_args

from telegram import Bot

from simulator import Person, Simulator
from simulator.faults import Kind

ROOT = Path(__file__).parents[2]


async def test_it_says_where_it_is_serves_a_bot_and_stops_on_ctrl_c() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            said = b"".join([await process.stdout.readline() for _ in range(3)]).decode()
            url, token = re.findall(r"page: (\S+)/\n.*Token: +(\S+)", said, re.S)[0]
            async with Bot(token, base_url=f"{url}/bot") as bot:
                assert bot.username == "simulated_bot"
            process.send_signal(signal.SIGINT)
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()


async def test_two_simulators_run_side_by_side_and_stop_at_once() -> None:
    loop = asyncio.get_running_loop()
    async with Simulator() as one, Simulator() as two:
        assert one.url != two.url
        async with Bot(one.token, base_url=f"{one.url}/bot") as bot:
            poll = asyncio.create_task(bot.get_updates(timeout=30))
            while not one.calls["getUpdates"]:
                await bot.get_me()
            started = loop.time()
            await one.__aexit__(None, None, None)
            assert loop.time() - started < 10  # a third of what the poll would have waited
            assert isinstance((await asyncio.gather(poll, return_exceptions=True))[0], Exception)


def test_the_simulator_knows_nothing_of_the_bot() -> None:
    ours = re.compile(r"^\s*(?:from|import) (bot|handlers|storage|locales|telegram)\b", re.M)
    sources = (ROOT / "simulator").rglob("*.py")
    assert not [path.name for path in sources if ours.search(path.read_text())]


def test_the_readme_names_what_there_is() -> None:
    readme = (ROOT / "simulator" / "README.md").read_text()
    person = readme[readme.index("**People**") :].split("`")[3].split()
    assert all(hasattr(Person, name) for name in person)
    kinds = {"refuse", "hang_up", *readme.split("after it\n  `")[1].split("`")[0].split()}
    assert kinds == set(get_args(Kind))
    files = re.findall(r"`(\w+/(?:\w+\.py)?|\w+\.py)`", readme.split("## Where things are")[1])
    assert files
    assert all((ROOT / "simulator" / name).exists() for name in files)
