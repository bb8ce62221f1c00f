"""Signs of furniture: words of a page that belong to no article, known by their shape and not by who published them."""

from __future__ import annotations

from onrecord.read.blocks import Block
from onrecord.read.lines import LINK
from onrecord.read.patterns import (
    COMMENTS,
    CONTACT,
    CONTROL,
    CREDIT_FIRST,
    CREDIT_LAST,
    END_MARK,
    FILE,
    NOTICE,
    SEE,
    SIGN_OFF,
    URL,
)
from onrecord.read.sentences import count, is_ended


def is_furniture(block: Block) -> bool:
    """Return whether the block is furniture wherever it stands."""
    words = block.words
    if block.mark in ("rule", "image", "fence") or not any(letter.isalnum() for letter in words):
        return True
    if len(words) > 500 or block.level:
        return False
    size = count(words)
    if size <= 14 and CONTROL.fullmatch(words):
        return True
    return (size <= 30 and bool(SEE.match(words) or FILE.search(words))) or _is_link(block) or is_credit(words)


def is_credit(words: str) -> bool:
    """Return whether the words are a picture's caption with its credit, or the credit alone."""
    if len(words) > 600 or count(words) > 90:
        return False
    return bool(CREDIT_FIRST.match(words)) or any(pattern.search(words) for pattern in CREDIT_LAST)


def is_comments(words: str) -> bool:
    """Return whether the words head the readers' comments."""
    return len(words) < 200 and bool(COMMENTS.fullmatch(words))


def is_sign_off(words: str) -> bool:
    """Return whether the words are what stands below the last line of an article: an end mark, or who reported it.

    >>> is_sign_off("ENDS"), is_sign_off("(Valley Wire)"), is_sign_off("(laughter)")
    (True, True, False)
    """
    if len(words) > 200:
        return False
    return (any(map(str.isalnum, words)) and bool(END_MARK.match(words))) or bool(SIGN_OFF.fullmatch(words))


def is_notice(words: str) -> bool:
    """Return whether the words, at an article's head or foot, speak of it or its outlet and not of its matter."""
    if len(words) > 900:
        return False
    size = count(words)
    if END_MARK.match(words) or is_sign_off(words) or (size <= 90 and NOTICE.search(words)):
        return True
    return size <= 45 and bool(CONTACT.match(words) or (size <= 12 and URL.search(words)))


def _is_link(block: Block) -> bool:
    """Return whether the block is little else than links."""
    raw = block.raw
    if len(raw) > 600 or is_ended(block.words) or count(block.words) > 30:
        return False
    linked = sum(len(match[0]) for match in LINK.finditer(raw))
    linked += sum(len(match[0]) for match in URL.finditer(LINK.sub("", raw)))
    return linked > 0.6 * len(raw)
