"""Sizes, themes and contrast of the chat page."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PHONE = {"has_touch": True, "is_mobile": True}
LARGE_TEXT_PX, WCAG_AA, WCAG_AA_LARGE = 24, 4.5, 3.0
FINGER_PX = 44

# Contrast of every visible text with the colour behind it, worst first; a gradient counts as
# its two ends. A canvas turns any CSS colour into red, green, blue and alpha.
CONTRASTS = """() => {
  const paper = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    paper.clearRect(0, 0, 1, 1); paper.fillStyle = colour; paper.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paper.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const light = (colour) => colour.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const backs = (node) => {
    if (!node) return [[255, 255, 255]];
    const style = getComputedStyle(node);
    const ends = style.backgroundImage.match(/(rgb|color|oklch)a?\\([^)]*\\)/g)?.slice(-2);
    const own = (ends ?? [style.backgroundColor]).map(rgba);
    if (own.every((colour) => colour[3] === 1)) return own;
    return own.flatMap((colour) => backs(node.parentElement).map((under) => over(colour, under)));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility() || node.closest(".unseen, .skip, option, noscript")) continue;
    const style = getComputedStyle(node);
    for (const back of backs(node)) {
      const [a, b] = [light(over(rgba(style.color), back)), light(back)].sort((x, y) => y - x);
      found.push({text: text.data, size: parseFloat(style.fontSize), contrast: (a + 0.05) / (b + 0.05)});
    }
  }
  return found.sort((x, y) => x.contrast - y.contrast);
}"""  # noqa: E501


@pytest.mark.parametrize("width", [360, 390, 430])
async def test_on_a_phone_nothing_scrolls_sideways(scene: Scene, width: int) -> None:
    async with scene.open("#1001", width=width, height=780, **PHONE) as page:
        await book(page)
        overflow = "(e) => e.scrollWidth - e.clientWidth"
        for selector in ("html", ".log", ".composer", ".chat-head"):
            assert await page.locator(selector).first.evaluate(overflow) == 0, selector


async def test_on_a_phone_one_goes_back_to_the_list_as_in_a_messenger(scene: Scene) -> None:
    async with scene.open(width=390, height=844, **PHONE) as page:
        await expect(page.locator(".chat")).to_have_count(0)
        await page.get_by_role("button", name="Karim").tap()
        await expect(page.locator(".person").first).to_be_hidden()
        await page.get_by_role("button", name="Retour à la liste").tap()
        await expect(page.locator(".person").first).to_be_visible()
        await page.get_by_role("button", name="Inès").tap()
        await page.go_back()
        await expect(page.locator(".person").first).to_be_visible()


async def test_on_a_phone_every_button_is_as_large_as_a_finger(scene: Scene) -> None:
    async with scene.open("#1001", width=390, height=844, **PHONE) as page:
        await book(page)
        for button in await page.locator("button:visible:not(.command), a.file:visible").all():
            box = await button.bounding_box()
            assert box is not None
            assert box["height"] >= FINGER_PX, await button.inner_text()


@pytest.mark.parametrize(("width", "columns"), [(800, 1), (1000, 2), (1440, 3)])
async def test_chats_stand_side_by_side_as_far_as_there_is_room(
    scene: Scene, width: int, columns: int
) -> None:
    async with scene.open("#1001,1002,1003", width=width) as page:
        await expect(page.locator(".chat")).to_have_count(columns)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_all_text_has_the_contrast_of_wcag_aa(scene: Scene, theme: str) -> None:
    async with scene.open("#1001,1002", color_scheme=theme) as page:
        await book(page)
        found = await page.evaluate(CONTRASTS)
        assert len(found) > 20
        for text in found:
            enough = WCAG_AA_LARGE if text["size"] >= LARGE_TEXT_PX else WCAG_AA
            assert text["contrast"] >= enough, text


async def test_dark_is_the_systems_choice_until_one_chooses(scene: Scene) -> None:
    async with scene.open(color_scheme="dark") as page:
        assert await brightness(page) < 60
        await page.get_by_role("button", name="Thème clair ou sombre").click()
        assert await brightness(page) > 200
        await page.reload()
        await page.locator(".person").first.wait_for()
        assert await brightness(page) > 200


async def test_the_page_speaks_english_to_an_english_browser(scene: Scene) -> None:
    async with scene.open("#1001", locale="en-GB") as page:
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.get_by_role("button", name="Start")).to_be_visible()
        await expect(page.locator("h1")).to_contain_text("simulator")


async def brightness(page: Page) -> float:
    """Mean of red, green and blue of the page's background, 0 to 255."""
    colour = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    values = [float(v) for v in colour.strip("rgb()").split(",")]
    return sum(values[:3]) / 3


async def book(page: Page) -> None:
    """Inès books a visit, so that there is a bit of everything to look at."""
    await page.get_by_role("button", name="Démarrer").first.click()
    for label in ("Metz", "Mardi", "Réserver 1"):
        await page.get_by_role("button", name=label, exact=True).click()
    await expect(page.get_by_role("link", name="visite.ics")).to_be_visible()
    await page.get_by_label("Écrire en tant que Inès").fill("/where")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Ma position")).to_be_visible()
