"""Resource levelling: start positions with which nobody has more to do than time for it.

In: a computed schedule, who does what (`Demands`) and which activities have to stay where they are. Out: a
`Levelled`: start positions, a bound that no such schedule ends before, and what could not be resolved. Two
engines, `serial` and `cp_sat`; `verify` holds every proposal against the network afresh. Knows no strategy.
"""

from ecsc.schedule.levelling.cp_sat import cp_sat_module, level_by_cp_sat
from ecsc.schedule.levelling.overloads import Overload, overloads
from ecsc.schedule.levelling.result import EngineMissingError, Levelled, Solver
from ecsc.schedule.levelling.room import Room, room_of, schedule_of
from ecsc.schedule.levelling.serial import level_serially
from ecsc.schedule.levelling.verify import Breach, verify

__all__ = [
    "Breach",
    "EngineMissingError",
    "Levelled",
    "Overload",
    "Room",
    "Solver",
    "cp_sat_module",
    "level_by_cp_sat",
    "level_serially",
    "overloads",
    "room_of",
    "schedule_of",
    "verify",
]
