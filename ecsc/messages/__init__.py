"""What people read: message templates in English and Chinese, and the escapes that keep text text.

In: English templates with `{named}` parameters, and typed values. Out: sentences in the reader's language
(`words`), and user text made safe for Markdown and CSV (`markdown`, `csv_file`). May import `quantity`, which
prints the values; babel, jinja2 and yaml are used only by `refresh`, which keeps the catalogues, never at run time.
"""

from ecsc.messages.safe_text import (
    Markdown,
    code,
    csv_file,
    is_formula,
    isolated,
    markdown,
    one_line,
    settled,
    shortened,
)
from ecsc.messages.words import LANGUAGES, Phrase, Words, chained, either, enumerated, language_of, words

__all__ = [
    "LANGUAGES", "Markdown", "Phrase", "Words", "chained", "code", "csv_file", "either", "enumerated", "is_formula",
    "isolated", "language_of", "markdown", "one_line", "settled", "shortened", "words",
]  # fmt: skip
