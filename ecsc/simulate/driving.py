"""Which activities decide the end, in many runs at once: the longest path.

An activity is critical in a run when it ends last, or when a link that binds leads from it to one that is. On
one calendar that is the same as no total float (Kelley and Walker 1959). Over several calendars it is not:
work that ends on a Saturday and is waited for until Monday has a day of float and decides the end all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsc.simulate.played import Played
from ecsc.simulate.rows import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


def critical_runs(played: Played, end: Row, lone: frozenset[int]) -> list[int]:
    """Return in how many runs each activity decides the end; `lone` milestones never do.

    `end` is the last instant at which anything ends in each run, buffers apart.
    """
    import numpy as np

    frame = played.frame
    activities = frame.place.activities
    lasts = [clock.work_before(end) for clock in frame.clocks]
    reached = [clock.finish_at(last) == end for clock, last in zip(frame.clocks, lasts, strict=True)]
    critical: list[Flags | None] = [None] * len(activities)
    counts = [0] * len(activities)
    for head in reversed(frame.order):
        calendar = activities[head].calendar
        if head in lone:
            continue
        if head in played.moments:
            flags = played.moments[head] == end
        else:
            flags = (played.starts[head] + played.lengths[head] == lasts[calendar]) & reached[calendar]
        known = critical[head]
        if known is not None:
            flags |= known
        critical[head] = None  # its links are followed now: nobody asks again
        counts[head] = int(np.count_nonzero(flags))
        if not counts[head] or activities[head].pin is not None:
            continue
        stands = played.moments[head] if head in played.moments else played.starts[head]
        for wire in frame.wires[head]:
            binds = flags & (played.asked(wire, head) == stands)
            before = critical[wire.tail]
            critical[wire.tail] = binds if before is None else before | binds
    return counts
