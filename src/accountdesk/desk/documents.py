"""Documents for customers: titles with paragraphs and lines, as Markdown and as one HTML file.

What they say was written by people: none of it can become a link, a tag or a title. The HTML is
whole by itself: it asks for nothing, on no network, and forbids a browser to.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from accountdesk.core.text import clean


class Part(NamedTuple):
    """A title with what stands below it: paragraphs, then lines of a list.

    One without either is left out.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Document(NamedTuple):
    """A title, what stands below it in small letters (it may be empty), and the parts."""

    title: str
    about: str
    parts: tuple[Part, ...]

    @property
    def said(self) -> Iterator[Part]:
        """The parts that say something."""
        for part in self.parts:
            paragraphs, lines = _some(part.paragraphs), _some(part.lines)
            if paragraphs or lines:
                yield Part(one_line(part.title), paragraphs, lines)


_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))
"""What XML 1.0 forbids in any text; other such characters become pictures and signs by `clean`."""


def one_line(text: str) -> str:
    """A text from people on one line, without what a terminal or a reader would obey.

    It may stand in XML, once it is escaped.
    """
    text = " ".join(text.translate(_NO_XML).split())
    return clean(text, len(text))


def _some(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


_SIGNS = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
_BEGINS_BLOCK = re.compile(r"([#+=-]|[0-9]+(?=[.)]))")
_BEGINS_LINK = re.compile(r"(https?|ftp|mailto|xmpp)(:)|(www)(\.)", re.IGNORECASE)


def _markdown(text: str) -> str:
    """A text that Markdown shows as it is."""
    shown = _SIGNS.sub(r"\\\g<0>", one_line(text))
    shown = _BEGINS_LINK.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", shown)
    begins = _BEGINS_BLOCK.match(shown)
    if begins is None:
        return shown
    at = begins.end() if begins[0].isdecimal() else 0
    return f"{shown[:at]}\\{shown[at:]}"


def markdown(document: Document) -> str:
    """A document as Markdown (CommonMark), its last line ended."""
    blocks = [f"# {_markdown(document.title)}"]
    blocks += [_markdown(document.about)] if one_line(document.about) else []
    for part in document.said:
        blocks.append(f"## {_markdown(part.title)}")
        blocks += map(_markdown, part.paragraphs)
        if part.lines:
            blocks.append("\n".join(f"- {_markdown(line)}" for line in part.lines))
    return "\n\n".join(blocks) + "\n"


_STYLE = """
:root { color-scheme: light dark; --ink: #1f2933; --soft: #5b6770; --paper: #fdfcf9;
  --accent: #1d6f78; --rule: #d9dedc; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ea; --soft: #a3adb3; --paper: #15191c; --accent: #6cc3cc; --rule: #343c41; }
}
@page { size: A4; margin: 22mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.55 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; }
.about { color: var(--soft); margin: 0 0 2.2rem; padding-bottom: 1.2rem;
  border-bottom: 1px solid var(--rule); }
h2 { font-size: 1.15rem; color: var(--accent); margin: 2rem 0 .5rem; break-after: avoid; }
p { margin: 0 0 .6rem; }
ul { margin: 0; padding-left: 1.15rem; }
li { margin: 0 0 .4rem; break-inside: avoid; }
li::marker { color: var(--accent); }
h1, h2, p, li { overflow-wrap: anywhere; }
@media print { body { background: none; font-size: 11pt; } main { max-width: none; padding: 0; } }
"""
_FORBIDS = "default-src 'none'; style-src 'unsafe-inline'"


def html(document: Document) -> str:
    """A document as one HTML file for screen and paper."""
    title = escape(one_line(document.title))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_FORBIDS}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="about">{escape(one_line(document.about))}</p>\n'
        f"{''.join(map(_section, document.said))}</main>\n</body>\n</html>\n"
    )


def _section(part: Part) -> str:
    texts = "".join(f"<p>{escape(text)}</p>\n" for text in part.paragraphs)
    items = "".join(f"<li>{escape(line)}</li>\n" for line in part.lines)
    listed = f"<ul>\n{items}</ul>\n" if items else ""
    return f"<section>\n<h2>{escape(part.title)}</h2>\n{texts}{listed}</section>\n"
