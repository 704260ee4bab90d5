"""Work as people read it, for every output that lists it: names, acceptance items, dates and links in words.

In: a `Plan` and words. Out: names by id, items with ids of their own, phrases. May import `plan`, `assess`,
`quantity`, `messages` and the sentences that stand beside the packages of `emit`, never an output.
"""
