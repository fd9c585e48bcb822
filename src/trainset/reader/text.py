"""From an utterance to tokens: names blanked out, letters folded, numbers parted from their units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from trainset.reader.lexicon import lexicon, mended

TokenKind = Literal["word", "number", "date", "name", "symbol"]

_QUOTED = re.compile(
    r'"[^"\n]{1,200}"|“[^”]{1,200}”|«[^»]{1,200}»|`[^`]{1,200}`|(?<!\w)\'[^\'\n]{1,200}\'(?!\w)|\u2018[^\u2019]{1,200}\u2019(?!\w)'
)
# Typographic apostrophes, dashes and blanks as the keyboard has them.
_PLAIN = {0x2019: "'", 0x2BC: "'", 0xA0: " ", 0: " ", 0x2013: "-", 0x2212: "-", 0x2014: " - "}
_PLACES = re.compile(r"(?<![\w.])(?:~?/|\./|[a-z]:\\)[\w.~-][^\s,;\"']*", re.IGNORECASE)
_FILE_NAMES = re.compile(r"(?<!\w)\w[\w-]*\.(?!com\b)[a-z][a-z0-9]{1,4}(?![\w.])", re.IGNORECASE)
_CODECS = re.compile(r"\bh\.26(\d)")  # whose point parts nothing
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|winter|spring|summer|q[1-4]"
)
_JOINED = re.compile(
    rf"(?<=\bpre)-(?=\d)|(?<=\bpost)-(?=\d)|(?<=\bmid)-(?=\w)|(?<=[^\W\d_])-(?=[^\W\d_])(?!(?:{_MONTHS}))|(?<=\d)-(?=[^\W\d_])(?!(?:{_MONTHS}))"
)
_PARTED = re.compile(r"(?<![^\W_])(top|first|last|past|limit|rated|rating)(?=\d)|(?<=\d{4})-?(?=q[1-4]\b)")
_TOKEN = re.compile(
    r"""
    (?P<name>\x00\d+\x00)
  | (?P<date>\d{4}-\d{2}-\d{2}(?:t[\d:.]+z?)?(?!\d)
            |\d{4}/\d{1,2}/\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)
            |\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d{4}-(?:0[1-9]|1[0-2])(?![\d-])|(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)
            |(?<!\w)'\d{2}(?!\d|s)|(?<=the\s)'?(?:19|20)?\d0'?s\b)
  | (?P<word>(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?!\d)|(?<![\d.:-])\d{1,2}\s?[ap]m\b
            |[^\W\d_][\w]*(?:['\u2019][^\W\d_]+)?)
  | (?P<number>(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.(?!\.)\d+|,\d{1,2}(?!\d))?|(?<![\w.])\.\d+))
  | (?P<symbol>>=|<=|=>|=<|!=|<>|==|->|\.\.+|\|\||&&|[<>=≥≤≠≈~+!|&/,;:?()%-]|\.)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an utterance: its kind, its text as read, and where it stands in the folded text."""

    kind: TokenKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Blanked:
    """A folded utterance with names taken out; `names` has what stood there, by number."""

    text: str
    names: tuple[str, ...]


def folded(utterance: str) -> str:
    """The utterance in lower case, with plain apostrophes and dashes."""
    text = unicodedata.normalize("NFC", utterance).casefold()
    return _CODECS.sub(r"h26\1", text.translate(_PLAIN))


def blanked(utterance: str, values: tuple[str, ...], which: str = "all") -> Blanked:
    """The utterance without what stands in quotes, paths, file names and the given values.

    `which` says whether every place of a value is taken or, for values whose words could be cues as well, one only:
    `first` or `last`.
    """
    names: list[str] = []

    def take(match: re.Match[str]) -> str:
        names.append(match[0])
        return f" \x00{len(names) - 1}\x00 "

    # Quotes come first, while the typographic ones can still be told from apostrophes.
    text = folded(
        _QUOTED.sub(take, unicodedata.normalize("NFC", utterance).replace("\x00", " ")).replace(
            "\x00", "\ufdd0"
        )
    )
    text = text.replace("\ufdd0", "\x00")
    for value in sorted(
        {folded(value) for value in values if value.strip()}, key=lambda value: (-len(value), value)
    ):
        pattern = value_pattern(value)
        risky = is_risky(value)
        quoted = any(pattern.fullmatch(folded(name).strip("\"'“”«»`\u2018\u2019")) for name in names)
        if risky and quoted:
            continue
        if risky and which != "all":
            found = list(pattern.finditer(text))
            if found:
                chosen = found[0] if which == "first" else found[-1]
                text = text[: chosen.start()] + take(chosen) + text[chosen.end() :]
        else:
            text = pattern.sub(take, text)
    text = _PLACES.sub(take, text)
    text = _FILE_NAMES.sub(take, text)
    return Blanked(text, tuple(names))


@lru_cache(maxsize=65536)
def value_pattern(value: str) -> re.Pattern[str]:
    """What finds a folded value in a folded text: its words whole, whatever parts them, a plural or possessive s allowed."""
    words = re.findall(r"\w+", value) if re.search(r"\w", value) else [value]
    between = r"[\W_\x00]{0,3}?" if len(words) > 1 else ""
    return re.compile(
        r"(?<![^\W_\x00])" + between.join(re.escape(word) for word in words) + r"(?:'?s)?(?![^\W_])"
    )


@lru_cache(maxsize=65536)
def is_risky(value: str) -> bool:
    """Whether the words of a value could be read as something else: numbers, or words of the reader's own list."""
    words = re.findall(r"\w+", folded(value))
    return all(word.isdigit() or word in lexicon().known for word in words)


def tokens(blank: Blanked) -> tuple[Token, ...]:
    """The tokens of a blanked text; slips of the keys are mended, and a word said twice is taken once."""
    text = _PARTED.sub(lambda match: (match[1] or "") + " ", _JOINED.sub(" ", blank.text))
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, said = match.lastgroup or "symbol", match[0]
        if kind == "word":
            said = _word(said, text, match, found)
        elif kind == "number" and "," in said:
            said = said.replace(",", "" if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", said) else ".")
        elif kind == "name":
            said = blank.names[int(said.strip("\x00"))]
        token = Token(kind, said, match.start(), match.end())  # type: ignore[arg-type]  # named like the kinds
        if (
            found
            and kind == "word"
            and found[-1].text == said
            and found[-1].kind == "word"
            and not _counts(said)
        ):
            continue
        if said in {"-", "!"} and kind == "symbol":
            token = Token("symbol", _sign(said, text, match), match.start(), match.end())
        if said == "." and match.end() < len(text) and not text[match.end()].isspace():
            continue
        found.append(token)
    return tuple(found)


def _sign(said: str, text: str, match: re.Match[str]) -> str:
    """A dash or an exclamation mark: a negation in keyword style (-tag:x, !pdf), else what it seems to be."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if text[: match.start()].endswith("\x00 "):
        return (
            said if said == "-" else "."
        )  # it hangs on a name, which a blank was put behind: portrait-format
    if (not before or before.isspace() or before == "(") and (after.isalpha() or after == "("):
        return "!"
    return "." if said == "!" else said


def _counts(word: str) -> bool:
    """Whether a word said twice may be two numbers: twenty twenty."""
    return any("number" in roles for words, roles in lexicon().phrases.get(word, ()) if len(words) == 1)


def _word(said: str, text: str, match: re.Match[str], before: list[Token]) -> str:
    if "'" in said:
        head, _, tail = said.partition("'")
        if tail == "s":
            return mended(head)
        return head + tail
    glued = (
        before
        and before[-1].kind == "number"
        and before[-1].end == match.start()
        and text[match.start() - 1].isdigit()
    )
    return said if glued else mended(said)
