"""What the properties of a file (a PDF's, a Word document's) say of its article.

Programs fill them in by themselves: a title is often the file's name, the author whoever sat at
the machine, and the date the day on which the file was saved. So the text's own lines come first,
what looks made up is not taken, and the date never is.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from articles.formats.draft import ArticleDraft
from articles.formats.headers import NO_TITLE

_MADE_UP = re.compile(
    r"""(?: \(? (?: untitled | anonymous | unspecified | unknown | none | document | title
          | about:blank | blank | page | home | index | no[ ]title | без[ ]названия ) \)? [\s\d._-]*
      | (?: microsoft[ ](?: word | powerpoint | excel ) | word ) [ ] - .*
      | \S* [./\\] (?: docx? | odt | rtf | pdf | txt | html? | indd | pages | tmp ) (?: [?\#] .* )?
      | (?: https? | file ) : .* )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_a-z][^\d_@:;!?/\\]*(?: [^\W\d_a-z][^\d_@:;!?/\\]*)+")
_LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class Properties:
    """A file's properties as they stand in it; `made` is the day on which the file was made."""

    title: str = ""
    author: str = ""
    made: dt.date | None = None


def plausible_title(title: str) -> bool:
    """Say whether a title was written by a person, as far as one can tell."""
    return bool(title) and not _MADE_UP.fullmatch(title)


def fill_in(article: ArticleDraft, properties: Properties) -> ArticleDraft:
    """Fill in what the text did not say from the file's properties, and warn of each."""
    title, byline, warnings = article.title, article.byline, list(article.warnings)
    if not title and plausible_title(properties.title):
        title = properties.title
        warnings.remove(NO_TITLE)
        warnings.append("The title is the one in the file's properties.")
    if not byline and _is_name(properties.author):
        byline = properties.author
        warnings.append("The byline is the author in the file's properties.")
    if not article.published and properties.made:
        day = properties.made.isoformat()
        warnings.append(f"The file was made on {day}; that is not taken for the article's date.")
    return replace(article, title=title, byline=byline, warnings=warnings)


def _is_name(author: str) -> bool:
    return len(author) <= _LONGEST_NAME and bool(_NAME.fullmatch(author))
