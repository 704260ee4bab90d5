"""Many strategies in one run: each compiled and told in a language.

In: strategies as files, or results of the pipeline. Out: `Checked`, what reports are made of. May import `pipeline`,
`workspace`, `report` and every floor below them.
"""

from ecsc.runs.telling import checked, only_serious, outside, told_once

__all__ = ["checked", "only_serious", "outside", "told_once"]
