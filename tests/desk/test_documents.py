"""Documents: whatever people wrote, it is text and nothing else, in Markdown and in HTML."""

from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from accountdesk.desk.documents import Document, Part, html, markdown, one_line

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "section"),
    *("h1", "h2", "p", "ul", "li"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class"}
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item"}

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "</style><b>",
        "[click](https://x.example)",
        "![i](x)",
        "<https://x.example>",
        "see http://x.example and www.x.example",
        "# title",
        "- item",
        "1. item",
        "12) item",
        "> quote",
        "===",
        "---",
        "```",
        "| a | b |",
        "*bold* _it_ ~~no~~ `code` $x$",
        "[x]: https://x.example",
        "&lt;b&gt; &#60;",
        "a\\",
        "\\[a](b)",
        "    code",
        "a\n\n# b",
        "\x1b[2Jx\u202e",
        "url(https://x.example)",
        "+",
        "-",
        "0",
    ]
)
TEXTS = NASTY | st.text(max_size=30) | st.tuples(NASTY, NASTY).map(" ".join)
PARTS = st.builds(
    Part,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
)
DOCUMENTS = st.builds(Document, TEXTS, TEXTS, st.lists(PARTS, max_size=3).map(tuple))


class Reader(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: dict[str, list[str]] = {}
        self.style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["style"]:
            self.style += data
        elif self.tags:
            self.texts[self.tags[-1]][-1] += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def said(document: Document) -> list[str]:
    """Every text of a document, in its order."""
    found = [one_line(document.title), one_line(document.about)]
    for part in document.said:
        found += [part.title, *part.paragraphs, *part.lines]
    return [text for text in found if text]


@given(DOCUMENTS)
def test_html_has_our_tags_alone_and_asks_for_nothing(document: Document) -> None:
    page = read(html(document))
    assert set(page.tags) <= ALLOWED
    assert page.attributes <= ATTRIBUTES
    assert "url(" not in page.style
    assert "@import" not in page.style
    shown = [text.strip() for tag in ("h1", "p", "h2", "li") for text in page.texts.get(tag, ())]
    assert sorted(filter(None, shown)) == sorted(said(document))


@given(DOCUMENTS)
def test_markdown_shows_each_text_as_it_is(document: Document) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(document))
    kinds = {token.type.rpartition("_")[0] for token in tokens if token.type != "inline"}
    assert kinds <= BLOCKS
    shown = []
    for token in tokens:
        if token.type == "inline":
            assert {one.type for one in token.children or ()} <= {"text", "text_special"}
            shown.append("".join(one.content for one in token.children or ()))
    assert [text for text in shown if text] == said(document)


@given(TEXTS)
def test_nothing_begins_an_address_that_readers_link_by_themselves(text: str) -> None:
    written = markdown(Document("t", text, ())).casefold()
    assert "http:" not in written
    assert "https:" not in written
    assert "www." not in written


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\ufffe\uffff\0\ud800")))
def test_a_line_may_stand_in_xml(text: str) -> None:
    shown = one_line(f"\uffff{text}\ufffe")
    assert ElementTree.fromstring(f"<p>{escape(shown)}</p>").text in (shown, None)
    assert one_line(shown) == shown


def test_a_part_that_says_nothing_is_left_out() -> None:
    document = Document("Plan", "", (Part("Empty", ("  ",)), Part("Full", ("a",), ("b", "c"))))
    assert markdown(document) == "# Plan\n\n## Full\n\na\n\n- b\n- c\n"
    assert "Empty" not in html(document)
