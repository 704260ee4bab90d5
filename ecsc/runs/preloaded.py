"""What every process that checks strategies needs sooner or later, to be imported once before they part."""

import ecsc.assess
import ecsc.link
import ecsc.pipeline.compiling
import ecsc.rules
import ecsc.runs.asked
import ecsc.runs.workers  # noqa: F401 - all of them are imported for those who come after
