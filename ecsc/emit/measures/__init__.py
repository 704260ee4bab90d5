"""Metrics and their targets as people read them, for every output that shows them: the same rows and the same words.

In: a `Plan` and words. Out: targets by goal and metric (`grouping`), their tables without any markup (`tables`),
phrases (`words`). May import `plan`, `assess`, `quantity`, `messages` and the sentences that stand beside the
packages of `emit`, never an output.
"""
