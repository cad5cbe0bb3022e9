"""Everything without a mouse."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visit_is_booked_by_keyboard_alone(scene: Scene) -> None:
    async with scene.open("#") as page:
        await tab_to(page, "Inès")
        await press(page, "ArrowDown", "ArrowUp", "Enter")
        await expect(page.get_by_label("Écrire en tant que Inès")).to_be_focused()
        await page.keyboard.type("/start")
        await press(page, "Enter")
        await expect(page.get_by_role("button", name="Metz")).to_be_visible()
        await press(page, "ArrowUp")
        await expect(page.get_by_role("button", name="Metz")).to_be_focused()
        await press(page, "Enter")
        await expect(page.get_by_role("button", name="Lundi")).to_be_focused()
        await press(page, "Enter")
        await expect(page.get_by_role("button", name="−")).to_be_focused()
        await press(page, "Tab", "Enter")
        await expect(page.get_by_role("button", name="Réserver 2")).to_be_visible()
        await expect(page.get_by_role("button", name="+", exact=True)).to_be_focused()
        await press(page, "Tab", "Enter")
        await expect(page.get_by_role("log").first).to_contain_text("Réservé : 2")


async def test_arrows_walk_through_the_people_and_tab_leaves_them(scene: Scene) -> None:
    async with scene.open("#") as page:
        await tab_to(page, "Inès")
        await press(page, "ArrowDown")
        await expect(page.locator(".person:focus")).to_contain_text("Mr Campbell")
        await press(page, "End")
        await expect(page.locator(".person:focus")).to_contain_text("Karim")
        await press(page, "Tab")
        await expect(page.locator(".person:focus")).to_have_count(0)


async def test_escape_closes_a_menu_and_gives_the_focus_back(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        opener = page.get_by_role("button", name="Menu")
        await opener.focus()
        await press(page, "Enter")
        item = page.get_by_role("menuitem", name="/start Réserver une visite")
        await expect(item).to_be_focused()
        await press(page, "Escape")
        await expect(item).to_have_count(0)
        await expect(opener).to_be_focused()


async def test_typing_a_slash_proposes_the_commands(scene: Scene) -> None:
    async with scene.open("#1002") as page:
        await page.get_by_label("Écrire en tant que Mr Campbell").press_sequentially("/st")
        await press(page, "ArrowUp")
        await expect(page.get_by_role("button", name="/start Book a visit")).to_be_focused()
        await press(page, "Enter")
        await expect(page.get_by_text("Which town?")).to_be_visible()


async def test_shift_and_enter_begin_a_new_line(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_label("Écrire en tant que Inès").focus()
        await page.keyboard.type("un")
        await press(page, "Shift+Enter")
        await page.keyboard.type("deux")
        await press(page, "Enter")
        await expect(page.get_by_text("» un\ndeux")).to_be_visible()


async def test_every_control_has_a_name_and_new_messages_are_read_out(scene: Scene) -> None:
    async with scene.open("#1001,1002") as page:
        await page.get_by_role("button", name="Démarrer").first.click()
        await expect(page.get_by_role("button", name="Metz")).to_be_visible()
        await expect(page.get_by_role("log").first).to_have_attribute("aria-live", "polite")
        controls = page.locator("button:visible, textarea:visible, a:visible")
        for control in await controls.all():
            await expect(control).to_have_accessible_name(re.compile(r"\S"))


async def tab_to(page: Page, name: str) -> None:
    """Presses Tab until this person's item has the focus."""
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await page.locator(".person:focus", has_text=name).count():
            return
    raise AssertionError(f"Tab does not reach {name}")


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)
