"""What YAML reads otherwise than it was meant: full-width signs, glued keys, commas in braces, number spellings.

In: the events of the composer, or the text. Out: traps with the place, the meaning and the edits that mend it.
"""
