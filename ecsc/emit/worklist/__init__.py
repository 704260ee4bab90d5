"""The work of a plan as entries to tick off, for every output that lists it: the same items under the same ids.

In: a `Plan` and words. Out: phases, owners and weeks with their `Entry`s, checks and regular work by their dates,
launches stage by stage. What an entry looks like is left to the output. May import `plan`, `assess`, `quantity`,
`messages` and the sentences that stand beside the packages of `emit`, never an output.
"""
