"""Outputs at an address of this machine alone, and browsers that follow every change.

In: a `Site` (answers by path) and again one whenever something changed. Out: HTTP on the loopback interface.
`site` holds what is shown now, `views` makes it of strategies, `live` makes a page reload itself and show what is
broken, `troubles` says what that is, `answering` speaks HTTP, `watching` tells that files changed. Knows neither
commands nor where strategies come from; no path of a request ever reaches the disk. May import `report`, `emit`,
`messages` and what is below them.
"""

from ecsc.serving.answering import Server
from ecsc.serving.site import Answer, Site, Stage
from ecsc.serving.troubles import Trouble, troubles
from ecsc.serving.views import View, site_of
from ecsc.serving.watching import changes

__all__ = ["Answer", "Server", "Site", "Stage", "Trouble", "View", "changes", "site_of", "troubles"]
