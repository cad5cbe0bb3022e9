"""Long chats, lost connections, newcomers."""

import pytest
from playwright.async_api import Page, expect

from simulator import Actor, Simulator
from tests.browser.conftest import Scene
from tests.browser.door_bot import door_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
LONG = 150
PAGE = 60


async def test_a_long_chat_shows_its_end_and_more_on_request(scene: Scene) -> None:
    await fill(scene)
    async with scene.open("#1001") as page:
        rows = page.locator(".row")
        await expect(rows).to_have_count(PAGE)
        await expect(page.get_by_text(f"numéro {LONG - 1}", exact=True)).to_be_in_viewport()
        await page.get_by_role("button", name="Messages précédents").click()
        await expect(rows).to_have_count(2 * PAGE)
        await expect(page.get_by_text(f"numéro {LONG - 1}", exact=True)).not_to_be_in_viewport()


async def test_who_reads_above_is_not_pulled_down_by_news(scene: Scene) -> None:
    await fill(scene)
    async with scene.open("#1001") as page:
        log = page.get_by_role("log")
        await expect(page.get_by_text(f"numéro {LONG - 1}", exact=True)).to_be_in_viewport()
        await log.evaluate("(log) => { log.scrollTop -= 600; }")
        await log.focus()
        await scene.bot.call("sendMessage", chat_id=1001, text="nouvelle")
        below = page.get_by_role("button", name="Nouveaux messages")
        await expect(below).to_be_visible()
        await expect(page.get_by_text("nouvelle")).not_to_be_in_viewport()
        await below.click()
        await expect(page.get_by_text("nouvelle")).to_be_in_viewport()
        await expect(below).to_be_hidden()


async def test_an_edit_draws_only_its_own_message_again(scene: Scene) -> None:
    await fill(scene, 5)
    async with scene.open("#1001") as page:
        await expect(page.get_by_text("numéro 4")).to_be_visible()
        await page.evaluate("document.querySelectorAll('.bubble').forEach(b => b.dataset.old = '')")
        message = await scene.bot.call("sendMessage", chat_id=1001, text="avant")
        await expect(page.get_by_text("avant")).to_be_visible()
        await scene.bot.call(
            "editMessageText", chat_id=1001, message_id=message["message_id"], text="après"
        )
        await expect(page.get_by_text("après")).to_be_visible()
        await expect(page.get_by_text("avant")).to_have_count(0)
        await expect(page.locator(".bubble[data-old]")).to_have_count(2 + 5)
        await scene.bot.call("deleteMessage", chat_id=1001, message_id=message["message_id"])
        await expect(page.get_by_text("après")).to_have_count(0)


async def test_after_a_restart_of_the_simulator_the_page_catches_up(scene: Scene) -> None:
    first = Simulator(people=[Actor("Ada")])
    async with scene.open() as page:
        async with first:
            await page.goto(first.url)
            for text in ("bien avant la panne", "juste avant la panne"):
                await write(page, text)
                await expect(page.get_by_text(text)).to_be_visible()
        await expect(page.get_by_text("Connexion perdue")).to_be_visible()
        again = Simulator(people=[Actor("Ada")], port=int(first.url.rsplit(":", 1)[1]))
        async with again:
            await again.people[1001].says("pendant la panne")
            await expect(page.get_by_text("pendant la panne")).to_be_visible(timeout=30_000)
            await expect(page.get_by_text("avant la panne")).to_have_count(0)
            await expect(page.get_by_text("Connexion perdue")).to_be_hidden()


async def test_a_bot_that_starts_after_the_page_gets_its_menu(scene: Scene) -> None:
    async with Simulator(people=[Actor("Ada", "en")]) as late, scene.open() as page:
        await page.goto(late.url)
        await write(page, "/start")
        await expect(page.get_by_text("/start")).to_be_visible()
        menu = page.get_by_role("button", name="Menu")
        await expect(menu).to_be_hidden()
        async with door_bot(late.url, late.token):
            await expect(page.get_by_text("Which town?")).to_be_visible()
            await expect(menu).to_be_visible()


async def test_a_newcomer_joins_and_talks_at_once(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Ajouter une personne").click()
        await page.get_by_label("Prénom ou nom").fill("Zoë")
        await page.get_by_label("Langue").select_option(label="English")
        await page.get_by_role("button", name="Ajouter", exact=True).click()
        box = page.get_by_label("Écrire en tant que Zoë")
        await expect(box).to_be_focused()
        await box.fill("/start")
        await box.press("Enter")
        await expect(page.get_by_text("Good morning Zoë! Which town?")).to_be_visible()


async def fill(scene: Scene, count: int = LONG) -> None:
    """Inès has said something, and the bot has sent this many numbered messages."""
    ines = scene.telegram.people[1001]
    await ines.says("bonjour", wait=True)
    await ines.sees("» bonjour")
    for number in range(count):
        await scene.bot.call("sendMessage", chat_id=1001, text=f"numéro {number}")


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Écrire en tant que").first.fill(text)
    await page.keyboard.press("Enter")
