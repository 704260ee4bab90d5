"""`jira.csv`, `asana.csv`, `trello.csv`: work as other tools import it.

In: `Compiled` and a language. Out: three artifacts with the tools' own column names in every language: tasks and
milestones with dates, owners by e-mail address, acceptance items, what they wait for, and `section.id` in a column
or label, so that who exports them again finds them. Recurring work is in the calendar; dropped work is left out.
UTF-8 without a byte order mark, which the importers would take for part of the first column's name. May import
`compiled`, `plan`, `quantity`, `messages` and `emit.worklist`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the files for Jira, Asana and Trello, texts in `language`."""
    from ecsc.emit.import_files.asana import asana
    from ecsc.emit.import_files.cards import cards
    from ecsc.emit.import_files.jira import jira
    from ecsc.emit.import_files.trello import trello
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w, plan = words(language), compiled.plan
    found = cards(plan, w, notice(compiled, w))
    return (
        Artifact("jira.csv", jira(plan, found), "teams on Jira: tasks to import, phases as epics"),
        Artifact("asana.csv", asana(found), "teams on Asana: tasks to import, acceptance items as subtasks"),
        Artifact("trello.csv", trello(plan, found, w), "teams on Trello: cards in lists by phase"),
    )


__all__ = ["render"]
