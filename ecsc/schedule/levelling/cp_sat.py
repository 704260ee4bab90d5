"""Levelling by constraint programming: OR-Tools' CP-SAT looks for the earliest end, warm-started serially.

The model is the resource-constrained project scheduling problem with all four links. Where it cannot say a
link exactly (two calendars, elapsed lags) it asks for less, never for more: so its bound holds for every
schedule. Its start times are turned into an exact schedule by the serial scheme, and the better of that and
the serial schedule is what comes out. One worker, a fixed seed and a limit of deterministic time instead of
the clock make it repeatable.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from msgspec.structs import replace

from ecsc.schedule.levelling.model import build_model
from ecsc.schedule.levelling.result import EngineMissingError, Levelled, Solver
from ecsc.schedule.levelling.room import Room
from ecsc.schedule.levelling.serial import Generation, level_serially

EFFORT = 5.0
"""Deterministic seconds the solver may take (some three on the clock each)."""

_MANY = 1000
"""Activities beyond which a deterministic second takes longer on the clock: there the solver gets fewer, and
does without the linear relaxation, which only costs time there."""


def cp_sat_module() -> Any:
    """Return OR-Tools' CP-SAT. Raises `EngineMissingError` where it is not installed."""
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise EngineMissingError("cp_sat") from error
    return cp_model


def level_by_cp_sat(room: Room, effort: float = EFFORT) -> Levelled:
    """Return a levelling that ends no later than the serial one; raises `EngineMissingError`."""
    cp = cp_sat_module()
    from importlib.metadata import version

    installed = version("ortools")
    serial = level_serially(room)
    if serial.end is None or (not serial.forced and serial.end == serial.bound):
        return _told(serial, Solver("bound met", None, None, installed), serial.bound)
    made = build_model(cp, room, serial)
    solver = cp.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort * min(1.0, _MANY / len(made.starts))
    if len(made.starts) > _MANY:
        solver.parameters.linearization_level = 0
    status = solver.solve(made.model)
    name = solver.status_name(status).lower()
    if status == cp.INFEASIBLE:
        return _told(serial, Solver(name, None, None, installed, infeasible=True), serial.bound)
    if status not in (cp.OPTIMAL, cp.FEASIBLE):
        return _told(serial, Solver(name, None, None, installed), serial.bound)
    positions = {number: solver.value(start) * made.unit for number, start in enumerate(made.starts)}
    objective = round(solver.objective_value) * made.unit
    least = ceil(solver.best_objective_bound - 1e-6) * made.unit
    told = Solver(name, objective, least, installed)
    bound = max(room.place.calendars[0].finish_at(least), serial.bound or 0)
    best = min(_candidates(room, serial, positions), key=lambda one: (len(one.forced), one.end or 0))
    return _told(best, told, bound)


def _candidates(room: Room, serial: Levelled, positions: dict[int, int]) -> list[Levelled]:
    """Return the schedules to choose from, the one to take among equals first.

    In the solver's order every activity moves left as far as it goes, which is never later where links wait
    for a finish (Sprecher, Kolisch and Drexl 1995); with the other links its own positions may be better.
    """
    place = room.place
    order = [
        (place.calendar(number).start_at(positions.get(number, early)),)
        for number, early in enumerate(room.schedule.early)
    ]
    made = (Generation(room, order), Generation(room, order, positions))
    return [serial, *(one.levelled("cp_sat", None) for one in made)]


def _told(levelled: Levelled, solver: Solver, bound: int | None) -> Levelled:
    return replace(levelled, engine="cp_sat", solver=solver, bound=bound)
