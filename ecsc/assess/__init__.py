"""Verdicts as data: timetable, forecast, ledger, breakdowns, drivers, SMART letters, policies.

In: `LinkedStrategy`. Out: `Assessed`. Rules turn it into findings, the plan shows it; nothing here words a
finding. May import `schedule`, `targets`, `link` and all below; not `plan`, which reads it.
"""

from ecsc.assess.assessed import Assessed, assess
from ecsc.assess.verdicts import Reason, Remark, SmartLetter, Value, Verdict, number

__all__ = ["Assessed", "Reason", "Remark", "SmartLetter", "Value", "Verdict", "assess", "number"]
