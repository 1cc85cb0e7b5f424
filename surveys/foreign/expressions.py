"""Reads the small expressions of forms: "${q} = 'a' and not(selected(${r}, 'b'))", `Q1.NAOK == "A1" && !is_empty(Q2)`.

    either := both ("or" both)*            both := one ("and" one)*
    one    := "!" one | value (compares value)?
    value  := "(" either ")" | name "(" (either ("," either)*)? ")" | ${name} | name | "." | text | number

One grammar serves XLSForm and LimeSurvey; what a name stands for is not known here.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

LONGEST = 5_000
DEEPEST = 30
TOKEN = re.compile(
    r"""\s*(?:
      (?P<named>\$\{\s*[^${}]{1,200}?\s*\})
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<number>-?[0-9]+(?:\.[0-9]+)?)
    | (?P<sign>==|!=|<=|>=|&&|\|\||[=<>!(),])
    | (?P<word>[A-Za-z_][\w-]*(?:\.[A-Za-z]\w*)*)
    | (?P<self>\.)
    )""",
    re.VERBOSE,
)
SAME = {"==": "=", "eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "&&": "and", "||": "or"}
COMPARES = ("=", "!=", "<", "<=", ">", ">=")


class Unread(ValueError):
    """An expression, or a part of one, that has no meaning here; the message says why."""


class Name(NamedTuple):
    """A question, by the name that the form gives it; without a name the question that the expression is about."""

    name: str = ""


class Call(NamedTuple):
    function: str
    arguments: tuple


class Compared(NamedTuple):
    left: object
    sign: str
    right: object


class Joined(NamedTuple):
    """Two or more parts with `word` ("and", "or") between them."""

    word: str
    parts: tuple


class Not(NamedTuple):
    part: object


def parse(text):
    """The tree of an expression: Joined, Not, Compared, Call, Name, texts and Decimals. Raises Unread."""
    if len(text) > LONGEST:
        raise Unread(_("the expression is too long"))
    return _Parser(list(_tokens(text))).whole()


def _tokens(text):
    at, end = 0, len(text.rstrip())
    while at < end:
        found = TOKEN.match(text, at)
        if not found:
            raise Unread(_("“%(text)s” has no place in a condition here") % {"text": text[at : at + 20].strip()})
        at, kind = found.end(), found.lastgroup
        said = found[kind]
        if kind == "word" and said.lower() in (*SAME, "and", "or"):
            kind, said = "sign", said.lower()
        yield kind, SAME.get(said, said)


class _Parser:
    def __init__(self, tokens):
        self.tokens, self.at, self.depth = tokens, 0, 0

    def whole(self):
        tree = self.either()
        if self.at < len(self.tokens):
            raise Unread(_("“%(text)s” has no place in a condition here") % {"text": self.tokens[self.at][1]})
        return tree

    def next_is(self, *signs):
        return self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]

    def take(self):
        if self.at >= len(self.tokens):
            raise Unread(_("the expression stops halfway"))
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, sign):
        if self.take() != ("sign", sign):
            raise Unread(_("a “%(sign)s” is missing") % {"sign": sign})

    def either(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unread(_("the expression is nested too deep"))
        tree = self.joined("or", lambda: self.joined("and", self.one))
        self.depth -= 1
        return tree

    def joined(self, word, part):
        parts = [part()]
        while self.next_is(word):
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def one(self):
        negations = 0
        while self.next_is("!"):
            self.at += 1
            negations += 1
        tree = self.value()
        if self.next_is(*COMPARES):
            tree = Compared(tree, self.take()[1], self.value())
        return Not(tree) if negations % 2 else tree

    def value(self):
        kind, said = self.take()
        if kind == "text":
            return said[1:-1]
        if kind == "number":
            return Decimal(said)
        if kind == "self":
            return Name()
        if kind == "named":
            return Name(said[2:-1].strip())
        if kind == "word" and self.next_is("("):
            return self.call(said)
        if kind == "word":
            return Name(said)
        if (kind, said) == ("sign", "("):
            tree = self.either()
            self.expect(")")
            return tree
        raise Unread(_("“%(text)s” has no place in a condition here") % {"text": said})

    def call(self, function):
        self.expect("(")
        arguments = []
        while not self.next_is(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.either())
        self.expect(")")
        if function.lower() == "not" and len(arguments) == 1:
            return Not(arguments[0])
        return Call(function.lower(), tuple(arguments))
