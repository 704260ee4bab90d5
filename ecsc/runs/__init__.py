"""Many strategies in one run: each checked once and told in a language, and none that is unchanged checked again.

In: strategies as files, or results of the pipeline. Out: `Checked`, what reports are made of. `checking` leads the
run: `cache` knows what earlier runs found (`keys`, `observed` and `stamp` say when that still holds, `shelf` and
`kept` how it is written), `workers` are other processes, `effort` says how many are worth it. `touched`, `beyond` and
`shards` choose strategies and findings, `stray` tells a file that belongs to none, `telling` puts results in words,
`sources` shows their texts, and `mending` writes what would be right. May import `pipeline`, `workspace`, `report`,
`fixing` and every floor below them; a run in which nothing changed loads no compiler.
"""

from ecsc.runs.asked import Asked
from ecsc.runs.cache import Cache
from ecsc.runs.checking import check_all
from ecsc.runs.telling import checked, only_serious, outside, told_once

__all__ = ["Asked", "Cache", "check_all", "checked", "only_serious", "outside", "told_once"]
