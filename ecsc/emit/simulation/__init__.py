"""The simulation as a picture: `simulation.svg`, self-contained, for the people who promise dates.

In: `Compiled` and a language. Out: one `Artifact`, or none where the plan holds no simulation. May import
`compiled`, `plan`, `quantity`, `messages` and what outputs share beside the packages of `emit`, nothing of
the other outputs.
"""

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return `simulation.svg` in `language` (`en` or `zh-CN`); nothing for a plan without a simulation."""
    if compiled.plan.work.simulation is None:
        return ()
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.simulation.svg import write_svg
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    plan = in_language(compiled.plan, w.language)
    content = write_svg(plan, compiled.plan.work.simulation, w, notice(compiled, w))
    note = "leadership: how likely dates and goals are, and what decides them"
    return (Artifact("simulation.svg", content.encode("utf-8"), note),)


__all__ = ["render"]
