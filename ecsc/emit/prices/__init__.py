"""Prices under offers as every output tells them: the answer, the lines worst first, what they rest on, the pictures.

In: a plan and a language. Out: sentences, lines of a table and stages of a waterfall, so that a figure is the same
on the page, in Markdown and in a spreadsheet. Nothing here computes one. May import `plan`, `quantity`, `messages`,
`emit.pictures` and the words beside this package (`price_names`, `money_words`).
"""
