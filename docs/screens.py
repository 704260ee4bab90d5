"""Pictures of the page for review: `python docs/screens.py` writes docs/screens/, needs Chromium and the dev extras.

Both examples as a phone, a tablet and a desk show them, in light and in dark: the first screen, and the sections
that begin below it, cut after two screens. Reduced to a palette, all of them together stay below 1.5 MB.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from ecsc.emit import emit
from ecsc.pipeline import compile_strategy
from ecsc.workspace import find_strategies

HERE = Path(__file__).parent
SCREENS = HERE / "screens"
EXAMPLES = {"apparel": "apparel_brand", "grocery": "grocery_d2c"}
WIDTHS = {390: 844, 834: 1112, 1440: 900}
"""Width to height of the window in CSS pixels: a phone, a tablet, a desk."""

HEIGHTS = 2
"""Screens in a picture, one below the other."""

COLOURS = 32
MOST = 1_500_000
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def built(folder: str) -> str:
    """Return the page of an example, in the language of its strategy."""
    (given,), _ = find_strategies([str(HERE.parent / "examples" / folder)])
    compiled = compile_strategy(given).compiled
    if compiled is None:
        raise SystemExit(f"examples/{folder} has no plan")
    return emit(compiled, compiled.plan.strategy.language, ("page",))[0].content.decode()


def small(png: bytes) -> bytes:
    """Return a picture with a palette of `COLOURS`."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Write all pictures; return 1 without Chromium, or when they have grown too large."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("no Chromium on this machine (nor in CHROMIUM)\n")
        return 1
    SCREENS.mkdir(exist_ok=True)
    whole = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, folder in EXAMPLES.items():
            page_text = built(folder)
            for width, height in WIDTHS.items():
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": height * HEIGHTS},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    page.set_content(page_text)
                    picture = small(page.screenshot())
                    page.close()
                    (SCREENS / f"{name}-{width}-{scheme}.png").write_bytes(picture)
                    whole += len(picture)
        browser.close()
    sys.stdout.write(f"{whole:,} bytes in {SCREENS}\n")
    return int(whole > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
