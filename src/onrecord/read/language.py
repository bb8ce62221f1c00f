"""Languages: which one each article is written in, by what its page or file declares and by its own words.

Statements are extracted from English only; what is in another language is kept and searchable, and the user is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from onrecord.terms import Article, Document, Fact

UNKNOWN = "und"
LIKELY, ENGLISH = 0.5, 0.01
"""Another language is believed that is at least so likely, where English is no likelier than this. Of 53,605 single
sentences of English news, many of them full of names, two are taken for another language: they are in it. Sentences of
other languages are told but for some of three or four words."""
SURE = 0.9
"""At least so likely is a language that is believed against what is declared."""
LEAST, CLEAR = 24, 160  # bytes of letters in UTF-8: to tell a language at all; to believe it against what is declared
WINDOW = 500
"""Characters read at the beginning, in the middle and at the end of a text: a long quotation in another language, or a
translator's note, then does not decide for the whole."""
WORD = re.compile(r"[^\W\d_]+")
COMMON = frozenset(
    "the of and that with this from which they their there were would could should been his who said about what when"
    " its".split()
)
"""Words that English has and no other language that is written a lot."""
PLAIN = 0.08
"""The least share of COMMON words in a text that is English without a doubt; 97 of 100 English articles have it."""
KIN = (  # standards and dialects that an identifier cannot keep apart, and need not
    {"no", "nb", "nn", "da"},
    {"hr", "bs", "sr", "sh", "cnr"},
    {"id", "ms"},
    {"cs", "sk"},
    {"bg", "mk"},
    {"af", "nl"},
    {"gl", "pt"},
    {"fa", "tg"},
)
CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
SILENT = frozenset({UNKNOWN, "mul", "zxx", "mis", "root"})
"""Codes that name no language."""


class Found(NamedTuple):
    """The language that a text reads as, and whether that is clear enough to go before what is declared."""

    code: str
    clear: bool


def told(document: Document) -> Document:
    """Return the document with the language of each article, and a doubt where that is not English or not as declared.

    What is declared (a page's ``lang``, a line's field) is believed unless the text clearly contradicts it.
    """
    doubts: list[str] = []
    articles: list[Article] = []
    for article in document.articles:
        given = _declared(article)
        code, clear = _found(_body(document.text, article))
        if given is None or (clear and not _akin(given, code)):
            article = replace(article, language=code, facts=tuple(_overruled(article.facts, code)))
            if given is not None:
                doubts.append(f"is declared to be in {named(given)}, but reads as {named(code)}")
        elif article.language != given:
            article = replace(article, language=given)
        articles.append(article)
    doubts += _foreign([article.language for article in articles])
    said = tuple(dict.fromkeys((*document.doubts, *doubts)))  # of a document from an archive this may be said already
    return replace(document, articles=tuple(articles), doubts=said)


def detected(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in, "und" where there is too little to tell."""
    return _found(text).code


def is_english(language: str) -> bool:
    """Return whether statements are extracted from texts of this language: English, or what cannot be told."""
    return _base(language) in ("en", UNKNOWN)


def named(language: str) -> str:
    """Return a language as words for the user.

    >>> named("de-AT")
    'German (de-AT)'
    """
    name = _names().get(_base(language))
    return f"{name} ({language})" if name else f"the language {language!r}"


def _found(text: str) -> Found:
    sample = _sample(text)
    words = WORD.findall(sample.lower())
    size = len("".join(words).encode("utf-8", "replace"))
    if size < LEAST:
        return Found(UNKNOWN, False)
    if size >= CLEAR and sum(word in COMMON for word in words) >= PLAIN * len(words):
        return Found("en", True)  # so of most texts, and no identifier has to be loaded
    likely = dict(_identifier().rank(sample))
    code, share = next(iter(likely.items()))
    if share < LIKELY or (code != "en" and likely["en"] > ENGLISH):
        return Found(UNKNOWN, False)
    return Found(code, size >= CLEAR and share >= SURE)


def _sample(text: str) -> str:
    if len(text) <= 3 * WINDOW:
        return text
    middle = (len(text) - WINDOW) // 2
    return " ".join((text[:WINDOW], text[middle : middle + WINDOW], text[-WINDOW:]))


def _body(text: str, article: Article) -> str:
    return " ".join(text[start:end] for start, end in article.spans)


def _declared(article: Article) -> str | None:
    """Return the code that an article comes with, with its region; the default is no declaration."""
    stated = next((fact.value for fact in article.facts if fact.name == "language"), None)
    given = (stated or ("" if article.language == "en" else article.language)).strip().replace("_", "-")
    if not given or re.fullmatch(r"en(-[A-Za-z]{2})?", given):
        return given or None  # so of most articles, without a table of names
    given = _codes().get(given.lower(), given)
    if CODE.fullmatch(given) is None or _base(given) not in _names() or _base(given) in SILENT:
        return None
    return given


def _overruled(facts: tuple[Fact, ...], code: str) -> Iterator[Fact]:
    """Yield the facts without a language that its text contradicts."""
    for fact in facts:
        if fact.name != "language":
            yield fact
        else:
            yield Fact("language", code, f"the text itself, against {fact.where} ({fact.value})")


def _akin(given: str, code: str) -> bool:
    base = _base(given)
    return base == code or any({base, code} <= group for group in KIN)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _foreign(languages: list[str]) -> Iterator[str]:
    """Yield the sentence on articles from which nothing is extracted."""
    foreign = [language for language in languages if not is_english(language)]
    if not foreign:
        return
    listed = " and ".join(named(language) for language in dict.fromkeys(foreign))
    some = f"has {len(foreign)} of {len(languages)} articles in" if len(foreign) < len(languages) else "is in"
    yield f"{some} {listed}: kept and searchable, statements not extracted"


@cache
def _names() -> Mapping[str, str]:
    from babel import Locale

    return Locale("en").languages


@cache
def _codes() -> Mapping[str, str]:
    """Return the codes of languages by what a file may give instead: their English names, codes of three letters."""
    from babel.core import get_global

    return {**{name.lower(): code for code, name in _names().items()}, **get_global("language_aliases")}


@cache
def _identifier() -> Any:
    """Return the identifier, of languages that have a code of two letters.

    Of its others, Nigerian Pidgin and Wu Chinese take texts from English and Chinese.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([label for label in found.labels if len(label) == 2])
    return found
