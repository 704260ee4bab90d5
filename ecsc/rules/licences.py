"""The right to use pictures, fonts, videos and music: 932 to 934."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.licences import uses
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.rules.rule import rule

PROVEN_BY_PAPER = ("bought", "free", "model_release")


@rule("ECS932", "asset-without-licence", Severity.ERROR, "licence")
def asset_without_licence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is used is used by right: made by ourselves, bought, or free with a record.

    A "library without copyright" is read as one with a free licence (royalty-free or CC0): the record of the
    licence is what counts.

    Fails:

    ```yaml
    legal:
      assets:
        photos: {file: photos/spring/*.jpg, kind: image}
    ```

    Passes:

    ```yaml
    legal:
      assets:
        photos: {file: photos/spring/*.jpg, kind: image, licence: bought, proof: invoice 114}
    ```
    """
    for asset in assessed.linked.strategy.legal_assets.values():
        if asset.licence not in (None, "none"):
            continue
        yield Finding(
            rule,
            "{file} is used without a licence"
            if asset.licence == "none"
            else "{file} is used, and nothing says by what right",
            At("legal.assets", asset.id, ("licence",))
            if asset.licence
            else At("legal.assets", asset.id, part="key"),
            params={"file": asset.file},
            hint="add `licence:`, one of `own`, `bought`, `free`, `model_release`, with its `proof`",
            related=tuple(
                Related(At("legal.assets", asset.id, ("used_in", index)), "used here")
                for index in range(min(len(asset.used_in), 3))
            ),
        )


@rule("ECS933", "licence-ends-too-soon", Severity.ERROR, "expires", "used_in")
def licence_ends_too_soon(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A licence lasts until what uses the asset has ended.

    Fails:

    ```yaml
    legal:
      assets:
        photos:
          {file: spring.jpg, licence: bought, proof: invoice 114, expires: 2026-04-30, used_in: [feed_ads]}
    tactics:
      feed_ads: {kind: paid_ads, window: 2026-04-01..2026-06-20}
    ```

    Passes:

    ```yaml
    legal:
      assets:
        photos:
          {file: spring.jpg, licence: bought, proof: invoice 114, expires: 2026-06-30, used_in: [feed_ads]}
    tactics:
      feed_ads: {kind: paid_ads, window: 2026-04-01..2026-06-20}
    ```

    A picture that stays on line for one day after its licence has ended is an infringement.
    """
    strategy = assessed.linked.strategy
    for asset in strategy.legal_assets.values():
        if asset.expires is None or asset.licence == "none":
            continue
        late = [use for use in uses(asset, strategy) if use.last > asset.expires]
        if late:
            longest = max(late, key=lambda use: use.last)
            yield Finding(
                rule,
                "the licence of {file} ends on {expires}, and {use} runs until {last}",
                At("legal.assets", asset.id, ("expires",)),
                params={
                    "file": asset.file,
                    "expires": asset.expires,
                    "use": longest.name,
                    "last": longest.last,
                },
                hint="have it extended to {last}, or take it down on {expires}",
                related=tuple(Related(use.at, "runs until {until}", {"until": use.last}) for use in late[:5]),
            )
        elif not asset.used_in and asset.expires < strategy.header.period.last and strategy.header_read:
            yield undecidable(
                rule, At("legal.assets", asset.id, ("expires",)), Phrase("its `used_in`"), subject=asset.file
            )


@rule("ECS934", "licence-without-proof", Severity.WARNING, "proof", "licence")
def licence_without_proof(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A licence can be proven: by an invoice, a contract, or a record of the free licence.

    Fails:

    ```yaml
    legal:
      assets:
        photos: {file: photos/spring/*.jpg, licence: free}
    ```

    Passes:

    ```yaml
    legal:
      assets:
        photos: {file: photos/spring/*.jpg, licence: free, proof: CC0 record of 2026-01-10}
    ```

    Rights owners ask years later, and a page that said "free" may be gone by then.
    """
    for asset in assessed.linked.strategy.legal_assets.values():
        if asset.licence in PROVEN_BY_PAPER and asset.proof is None:
            yield Finding(
                rule,
                "nothing proves the right to use {file}",
                At("legal.assets", asset.id, part="key"),
                params={"file": asset.file},
                hint="add `proof:`, such as the number of the invoice",
            )


RULES = (asset_without_licence, licence_ends_too_soon, licence_without_proof)
