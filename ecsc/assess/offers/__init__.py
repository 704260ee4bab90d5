"""What offers do to prices: terms made of a strategy, margins and verdicts, exposure, what is announced."""
