"""Reading, writing and tapping on the chat page."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visit_is_booked_by_tapping_what_one_sees(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Démarrer").click()
        await expect(page.locator(".bubble b", has_text="Inès")).to_be_visible()
        for label in ("Metz", "Mardi", "+", "Réserver 2"):
            await page.get_by_role("button", name=label, exact=True).click()
        await expect(page.locator(".toast")).to_have_text("Réservé")
        log = page.get_by_role("log")
        await expect(log).to_contain_text("Réservé : 2")
        await expect(log.locator(".stamp", has_text="modifié")).to_have_count(1)
        await expect(log.locator(".place")).to_contain_text("12 rue des Forges")
        await expect(log.get_by_role("button", name="Réserver")).to_have_count(0)


async def test_a_file_of_the_bot_is_saved_under_its_name(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Démarrer").click()
        for label in ("Lille", "Lundi", "Réserver 1"):
            await page.get_by_role("button", name=label, exact=True).click()
        async with page.expect_download() as saving:
            await page.get_by_role("link", name="visite.ics").click()
        download = await saving.value
        assert download.suggested_filename == "visite.ics"
        assert "BEGIN:VCALENDAR" in (await download.path()).read_text()


async def test_a_copy_button_fills_the_clipboard(scene: Scene) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    async with scene.open("#1001", permissions=permissions) as page:
        await page.get_by_role("button", name="Démarrer").click()
        for label in ("Lille", "Lundi", "Réserver 1"):
            await page.get_by_role("button", name=label, exact=True).click()
        await page.get_by_role("button", name="Copier").click()
        await expect(page.locator(".toast", has_text="JPX-7Q4")).to_be_visible()
        assert await page.evaluate("navigator.clipboard.readText()") == "JPX-7Q4"


async def test_two_people_talk_side_by_side_each_in_their_language(scene: Scene) -> None:
    async with scene.open("#1001,1002") as page:
        ines, campbell = page.locator(".chat").nth(0), page.locator(".chat").nth(1)
        await write(page, "Inès", "/start")
        await write(page, "Mr Campbell", "/start")
        await expect(ines.get_by_text("Quelle ville ?")).to_be_visible()
        await expect(campbell.get_by_text("Which town?")).to_be_visible()
        await campbell.get_by_role("button", name="Metz").click()
        await expect(campbell.get_by_role("button", name="Monday")).to_be_visible()
        await expect(ines.get_by_role("button", name="Metz")).to_be_visible()
        await expect(ines.get_by_role("log")).not_to_contain_text("Which")


async def test_what_comes_to_a_closed_chat_is_counted_as_unread(scene: Scene) -> None:
    karim = scene.telegram.people[1003]
    async with scene.open("#1001") as page:
        await karim.says("bonjour")
        await karim.sees("» bonjour")
        item = page.get_by_role("button", name="Karim")
        await expect(item.locator(".badge")).to_contain_text("1")
        await item.click()
        await expect(item.locator(".badge")).to_be_hidden()
        await expect(page.locator(".chat")).to_have_count(2)


async def test_text_that_looks_like_html_stays_text(scene: Scene) -> None:
    nasty = "<img src=x onerror=alert(1)> <script>alert(2)</script> <b>gras"
    async with scene.open("#1001") as page:
        await write(page, "Inès", nasty)
        await expect(page.get_by_text(f"» {nasty}", exact=True)).to_be_visible()
        assert await page.locator(".row :is(img, script, b)").count() == 0


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("Envoyer un autocollant", ".sticker"),
        ("Envoyer une photo", ".photo img"),
        ("Envoyer un message vocal", ".voice"),
        ("Envoyer son contact", ".kind .icon"),
    ],
)
async def test_what_no_bot_expects_can_be_sent(scene: Scene, entry: str, shown: str) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Joindre").click()
        await page.get_by_role("menuitem", name=entry).click()
        await expect(page.locator(f".from-person {shown}")).to_be_visible()
        await expect(page.get_by_text("» None")).to_be_visible()


async def test_hostile_html_is_rebuilt_from_the_whitelist(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        shown = await page.evaluate(
            """async () => {
              const { richText } = await import("/page/rich.js");
              const chat = { startPayload: () => null };
              const place = document.createElement("p");
              place.append(...richText(`<b onclick="alert(1)">gras</b><img src=x onerror=alert(2)>
                <script>alert(3)</script><a href="javascript:alert(4)">lien</a>`, "", chat));
              return place.innerHTML.replace(/\\s+/g, " ");
            }"""
        )
        assert shown == "<b>gras</b> <span>lien</span>"


async def test_a_link_to_the_bot_starts_it_with_its_payload(scene: Scene) -> None:
    name = (await scene.bot.call("getMe"))["username"]
    async with scene.open("#1001") as page:
        await write(page, "Inès", "/start")
        await expect(page.get_by_role("button", name="Metz")).to_be_visible()
        link = {"text": "La visite", "url": f"https://t.me/{name}?start=v_12"}
        keys = {"inline_keyboard": [[link, {"text": "Dehors", "url": "https://example.org/"}]]}
        await scene.bot.call("sendMessage", chat_id=1001, text="Liens", reply_markup=keys)
        outside = page.get_by_role("link", name="Dehors")
        await expect(outside).to_have_attribute("target", "_blank")
        await page.get_by_role("button", name="La visite").click()
        await expect(page.locator(".from-person").last).to_contain_text("/start v_12")


async def write(page: Page, name: str, text: str) -> None:
    """Types `text` as this person and sends it."""
    box = page.get_by_label(f"Écrire en tant que {name}")
    await box.fill(text)
    await box.press("Enter")
