"""Moving the simulated clock, and being somewhere."""

import pytest
from playwright.async_api import Locator, Page, expect

from simulator import Actor, RealClock, Simulator
from tests.browser.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_clock_speaks_the_language_of_who_is_active(scene: Scene) -> None:
    async with scene.open("#1001,1002") as page:
        await page.get_by_label("Écrire en tant que Inès").focus()
        await expect(day(page)).to_have_text("mardi 24 novembre 2026")
        await page.get_by_label("Écrire en tant que Mr Campbell").focus()
        await expect(day(page)).to_have_text("Tuesday, 24 November 2026")


async def test_the_clock_moves_by_its_buttons(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await expect(time(page)).to_have_text("09:30")
        await page.get_by_role("button", name="+1 h").click()
        await expect(time(page)).to_have_text("10:30")
        await page.get_by_role("button", name="Avancer jusqu’à 18:00").click()
        await expect(time(page)).to_have_text("18:00")
        await page.get_by_role("button", name="+1 jour").click()
        await expect(day(page)).to_have_text("mercredi 25 novembre 2026")
        await page.get_by_role("button", name="+7 jours").click()
        await expect(day(page)).to_have_text("mercredi 2 décembre 2026")
        await page.get_by_role("button", name="Autre…").click()
        await page.get_by_label("Combien").fill("3")
        await page.get_by_label("Unité").select_option(label="jours")
        await page.get_by_role("button", name="Avancer", exact=True).click()
        await expect(day(page)).to_have_text("samedi 5 décembre 2026")


async def test_what_is_said_after_a_jump_stands_under_a_new_day(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Démarrer").click()
        await expect(page.get_by_role("button", name="Metz")).to_be_visible()
        await page.get_by_role("button", name="+1 jour").click()
        await page.get_by_label("Écrire en tant que Inès").fill("demain")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("» demain")).to_be_visible()
        days = page.locator("[data-new-day]")
        await expect(days).to_have_count(2)
        await expect(days.last).to_have_attribute("data-new-day", "mer. 25 nov.")


async def test_on_a_phone_the_clock_opens_from_the_chat(scene: Scene) -> None:
    async with scene.open("#1001", width=390, height=844, has_touch=True) as page:
        await page.get_by_role("button", name="Horloge simulée").tap()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="+1 h").tap()
        await expect(dialog.locator(".clock-time")).to_have_text("10:30")
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)


async def test_a_clock_that_stands_shows_no_panel(scene: Scene) -> None:
    real = Simulator(clock=RealClock(), people=[Actor("Ada")])
    async with real as telegram, scene.open() as page:
        await page.goto(telegram.url)
        await page.locator(".person", has_text="Ada").wait_for()
        await expect(page.locator(".clock")).to_have_count(0)
        await expect(page.locator(".clock-chip")).to_be_hidden()


async def test_a_person_is_in_a_town_of_the_list(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_role("button", name="Joindre").click()
        await page.get_by_role("menuitem", name="Partager une position").click()
        await page.get_by_role("button", name="Cahors").click()
        await expect(page.locator(".from-person .place")).to_contain_text("Près de Cahors")
        await expect(page.get_by_text("📍 44.45 1.44")).to_be_visible()


async def test_the_bots_location_key_asks_where_and_takes_typed_coordinates(scene: Scene) -> None:
    async with scene.open("#1001") as page:
        await page.get_by_label("Écrire en tant que Inès").fill("/where")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Ma position").click()
        box = page.get_by_label("ou latitude, longitude")
        await box.fill("nulle part")
        await box.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await box.fill("49,12 6,18")
        await box.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_text("📍 49.12 6.18")).to_be_visible()


def time(page: Page) -> Locator:
    return page.locator(".side .clock-time")


def day(page: Page) -> Locator:
    return page.locator(".side .clock-day")
