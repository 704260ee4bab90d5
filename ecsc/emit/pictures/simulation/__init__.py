"""What a simulation says, as pictures: when the work ends, what decides that, and how likely the goals are.

In: a plan with its simulation, words, and the paper to draw on. Out: blocks of SVG markup that stand below one
another. A wide paper has names beside the bars, a narrow one above them.
"""
