import json

import pytest

from articles.formats import choose
from articles.formats.draft import UnknownEncoding, Unreadable
from tests.articles.formats.test_seeds import EMPTY, summary

ONE = "The peaceful protest on the road has been going on for over fifty days, they said."
TWO = "Traffic was let through at dawn, and by noon a hundred lorries had passed the post."
THREE = "Nobody of those who were asked about it could say when the next talks will be held."
PROSE = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"


def read(data, encoding=None):
    return choose.read("a.html", data, encoding=encoding)


def article(markup, encoding=None):
    [found] = read(
        markup if isinstance(markup, bytes) else markup.encode(), encoding=encoding
    ).articles
    return found


def words(markup):
    found = article(markup)
    return [found.text[p.start : p.end] for p in found.paragraphs]


def kinds(markup):
    found = article(markup)
    return [(p.kind, found.text[p.start : p.end]) for p in found.paragraphs]


def refusal(markup):
    with pytest.raises(Unreadable) as refused:
        read(markup.encode())
    return str(refused.value)


def stated(head, body=PROSE, root="<html>"):
    """What differs from an article of which nothing is known."""
    found = summary(article(f"{root}<head>{head}</head><body>{body}</body></html>"))
    return {key: value for key, value in found.items() if value != EMPTY[key]}


def linked(**fields):
    found = {"@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(found)}</script>'


def meta(name, content, attribute="property"):
    return f'<meta {attribute}="{name}" content="{content}">'


# Words


def test_one_p_is_one_paragraph():
    assert words(PROSE) == [ONE, TWO, THREE]


def test_white_space_is_as_a_browser_shows_it_and_nothing_else_changes():
    odd = "a\u00a0\u00a0b \u200b\u202e ﬁ e\u0301 “c” \U0001f4a9"
    assert words(f"<p>  \n\t{odd}\n  and   <b>bold</b><i>er</i> \n</p>") == [f"{odd} and bolder"]


def test_line_breaks_stay_and_two_of_them_part_paragraphs():
    assert words("<div>one<br>two <br/> three<br><br>four<br>\n<br>five</div>") == [
        "one\ntwo\nthree",
        "four",
        "five",
    ]
    assert words("<pre>one\n  two\n\nthree</pre>") == ["one\ntwo", "three"]


def test_references_become_their_characters_once():
    assert words("<p>&lt;b&gt; &amp;amp; &nbsp;&eacute;&#8217;&#x2014;</p>") == [
        "<b> &amp; \xa0é’—"
    ]


def test_each_cell_item_and_heading_is_a_paragraph_of_its_own():
    markup = (
        "<h2>Head</h2><ul><li>one<li>two</ul><table><tr><td>a<td>b</table><dl><dt>t<dd>d</dl>end"
    )
    assert words(markup) == ["Head", "one", "two", "a", "b", "t", "d", "end"]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>evil</script>",
        "<SCRIPT src=x >if (a<b) { '<p>evil</p>' }</SCRIPT >",
        "<style>evil</style>",
        "<!-- evil --><!-->",
        "<!-- x --!> <!-- evil > -->",
        "<?evil?><!evil></ evil>",
        "<noscript>evil</noscript><iframe>evil</iframe><textarea>evil</textarea>",
        "<template><b>evil</b></template><svg><text>evil</text></svg><select><option>evil</select>",
        "<b hidden>evil</b><b style='color:red;DISPLAY : none'>evil</b>",
        "<b title='>evil' onclick=evil data-x=\"<evil>\" =evil evil>",
    ],
)
def test_what_no_reader_sees_is_no_text(markup):
    assert words(f"<p>{ONE}</p>{markup}<p>{TWO}</p>") == [ONE, TWO]


def test_what_is_never_closed_swallows_what_follows_as_in_a_browser():
    for opened in ("<script>", "<!-- ", "<b title='", "<a href=", "<style>"):
        assert words(f"<p>{ONE}</p>{opened} and more") == [ONE]


def test_elements_that_a_page_makes_up_only_hold_others():
    assert words(f"<x-card><p>{ONE}</p><o:p>two</o:p></x-card>") == [ONE, "two"]


def test_no_entity_of_the_page_and_no_file_is_read():
    page = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>{ONE} &e;</p>'
    assert words(page)[-1] == f"{ONE} &e;"


def test_a_tag_with_very_many_attributes_takes_no_time():
    many = " ".join(f"a{n}=1" for n in range(100_000))
    assert words(f"<p {many} lang=en>{ONE}</p>") == [ONE]


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>evil</script>", "<p>&nbsp;</p>", "<!-- -->"]
)
def test_a_page_without_words_is_refused(markup):
    assert refusal(markup) == "The page shows no words. Import one that holds an article."


def test_a_page_that_is_nested_too_deep_or_cannot_be_read_to_its_end_is_refused():
    assert "the limit (nesting) is 200" in refusal("<div>" * 220 + ONE)
    assert "Excessive depth" in refusal("<div>" * 400 + ONE)
    assert "cannot be read to its end" in refusal("<p>" + "a " * 6_000_000)


# The article in its page

PAGE = f"""
<nav><ul><li><a href=/>Home</a><li><a href=/p>Politics</a></ul></nav>
<header><h1>The Road Is Open</h1></header>
<main><article><p>{ONE}</p><div class=share><a href=x>Share on Facebook</a></div><p>{TWO}</p>
<aside>Read also: another thing</aside><p>{THREE}</p></article></main>
<footer>(c) 2023 Azernews. All rights reserved.</footer>"""


def test_what_surrounds_the_article_is_left_out_and_what_stands_in_it_is_marked():
    assert kinds(PAGE) == [
        ("heading", "The Road Is Open"),
        ("body", ONE),
        ("boilerplate", "Share on Facebook"),
        ("body", TWO),
        ("boilerplate", "Read also: another thing"),
        ("body", THREE),
    ]


def test_dates_and_bylines_before_the_first_words_are_read_as_in_plain_text():
    body = f"<article><p>January 11, 2023</p><p>By Fatima Hasanova</p>{PROSE}</article>"
    assert stated("", body) == {
        "published": "2023-01-11",
        "basis": "header",
        "byline": "Fatima Hasanova",
    }


def test_where_no_article_is_found_all_of_the_page_is_taken(monkeypatch):
    def stumble(*args, **options):
        raise RecursionError

    monkeypatch.setattr("articles.formats.main_text.trafilatura.bare_extraction", stumble)
    assert kinds(f"<p>{ONE}</p><nav>Menu</nav>") == [("body", ONE), ("boilerplate", "Menu")]
    monkeypatch.setattr(
        "articles.formats.main_text.trafilatura.bare_extraction", lambda *a, **o: None
    )
    assert words("<div>one<p>two</div>three") == ["one", "two", "three"]


def test_one_paragraph_in_its_own_element_does_not_shut_out_its_neighbours():
    long = " ".join([ONE] * 30)
    assert words(f"<article><p>{long}</p><p>Short.</p><p>{TWO}</p></article>") == [
        long,
        "Short.",
        TWO,
    ]


def test_trafilaturas_date_is_a_hint_and_never_the_date():
    date = "<div class=date>2023-01-11</div>"
    found = article(f"<html><body><article>{PROSE}</article>{date}</body></html>")
    assert found.published is None
    hints = [
        warning for warning in found.warnings if warning.startswith("trafilatura takes 2023-01-1")
    ]
    assert len(hints) == 1
    doubtful = meta("article:published_time", "2023-02-30")
    for page in (f"<body>{PROSE}</body>", f"<head>{doubtful}</head><body>{PROSE}</body>"):
        assert not [warning for warning in article(page).warnings if "trafilatura" in warning]


def test_what_belongs_to_the_article_but_stands_outside_its_element_is_taken_too():
    parts = "".join(f"<p>{n} {ONE} {TWO}</p>" for n in range(12))
    menu = "<div><a href=/>Home</a> <a href=/p>Politics</a></div>"
    page = f"<main><div>{parts}</div>{menu}<div><p>{THREE}</p></div></main>"
    assert kinds(page)[-1] == ("body", THREE)
    assert len(kinds(page)) == 13


# Metadata, rule by rule


def test_json_ld_states_everything():
    markup = linked(
        headline="The &quot;Road&quot;  Is Open",
        author=[{"@type": "Person", "name": "Fatima Hasanova"}, "Nargiz Mammadli"],
        publisher={"@type": "Organization", "name": "Azernews"},
        datePublished="2023-01-11T17:39:00+04:00",
        dateModified="2023-01-12",
        inLanguage="en",
        mainEntityOfPage={"@id": "https://example.org/a"},
    )
    assert stated(markup) == {
        "title": 'The "Road" Is Open',
        "byline": "Fatima Hasanova, Nargiz Mammadli",
        "outlet": "Azernews",
        "published": "2023-01-11T17:39+04:00",
        "basis": "header",
        "updated": "2023-01-12",
        "language": "en",
        "url": "https://example.org/a",
    }


def test_json_ld_may_be_a_graph_or_a_list_and_its_kind_one_of_several():
    graph = {
        "@graph": [{"@type": "WebSite"}, [{"@type": ["BlogPosting", 5], "headline": "The Road"}]]
    }
    script = f'<script type="application/ld+json">{json.dumps([graph, 5, None])}</script>'
    assert stated(script) == {"title": "The Road"}
    assert stated(linked(inLanguage={"alternateName": "az"})) == {"language": "az"}
    assert stated(linked(inLanguage={"name": "az"}, url="https://example.org/b")) == {
        "language": "az",
        "url": "https://example.org/b",
    }
    assert stated(linked(inLanguage=["ru"])) == {"language": "ru"}


def test_of_several_articles_in_json_ld_that_of_the_pages_address_is_taken():
    two = linked(headline="One", url="https://e.org/1") + linked(
        headline="Two", url="https://e.org/2"
    )
    link = "<link rel=canonical href=https://e.org/2>"
    assert stated(two + link) == {"title": "Two", "url": "https://e.org/2"}
    assert stated(two) == {}
    assert (
        "The page's JSON-LD describes several articles; none was taken."
        in article(two + PROSE).warnings
    )


def test_json_ld_that_is_broken_or_odd_states_nothing():
    for script in ("{", "[" * 100_000, "1" * 9_999):
        markup = f'<script type="application/ld+json">{script}</script>'
        assert "The page's JSON-LD cannot be read." in article(markup + PROSE).warnings
    assert stated(linked(headline=5, author=7, publisher=[], url={}, inLanguage=[])) == {}
    assert stated(linked(author="https://example.org/people/1")) == {}
    many = json.dumps([{"@type": "WebPage"}] * 5_000 + [{"@type": "Article", "headline": "Far"}])
    assert stated(f'<script type="application/ld+json">{many}</script>') == {}


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (meta("og:title", "The Road"), {"title": "The Road"}),
        (meta("og:site_name", "Azernews"), {"outlet": "Azernews"}),
        (meta("author", "By Fatima Hasanova", "name"), {"byline": "Fatima Hasanova"}),
        (meta("article:author", "https://facebook.com/a"), {}),
        (meta("og:locale", "en_GB"), {"language": "en-GB"}),
        (meta("og:locale", "5"), {}),
        (meta("og:url", "https://example.org/a"), {"url": "https://example.org/a"}),
        (meta("og:url", "javascript:evil"), {}),
        ("<link rel='x Canonical' href=' https://e.org/a '>", {"url": "https://e.org/a"}),
        ("<link rel=canonical href=/a>", {}),
        (
            meta("article:published_time", "2023-01-11T17:39:00.000Z"),
            {"published": "2023-01-11T17:39+00:00", "basis": "header"},
        ),
        (meta("datePublished", "2023-01", "itemprop"), {"published": "2023-01", "basis": "header"}),
        (meta("article:modified_time", "2023-01-12"), {"updated": "2023-01-12"}),
        ("<title>The Road</title>", {"title": "The Road"}),
        ("<title>a &lt;b&gt; <i>c</title>", {"title": "a <b> <i>c"}),
        ("<title>a.html</title>", {}),
        (meta("og:site_name", "Azernews") + "<title>The Road | AZERNEWS</title>",
         {"outlet": "Azernews", "title": "The Road"}),
        ("<title>The Road | Another</title>", {"title": "The Road | Another"}),
    ],
)  # fmt: skip
def test_meta_elements_and_links_state_one_thing_each(head, fields):
    assert stated(head) == fields


def test_the_root_states_the_language():
    assert stated("", root="<html lang=EN>") == {"language": "en"}


def test_the_only_main_heading_is_the_title_and_several_are_not():
    assert stated("<title>Site</title>", f"<h1>The <i>Road</i></h1>{PROSE}") == {
        "title": "The Road"
    }
    assert stated("<title>Site</title>", f"<h1>A</h1><h1>B</h1>{PROSE}") == {"title": "Site"}


def test_two_dates_of_publication_leave_the_field_empty():
    head = meta("article:published_time", "2023-01-11") + linked(datePublished="2023-01-12")
    assert stated(head) == {}
    assert "The page states two dates, 2023-01-12 and 2023-01-11." in article(head + PROSE).warnings


def test_one_instant_in_two_zones_is_one_date_and_the_more_exact_is_taken():
    head = linked(datePublished="2023-01-12T01:00:00+04:00") + meta(
        "date", "2023-01-11T21:00:00Z", "name"
    )
    assert stated(head) == {"published": "2023-01-12T01:00+04:00", "basis": "header"}
    head = meta("article:published_time", "2023-01-11") + meta("date", "2023-01-11 17:39", "name")
    assert stated(head) == {"published": "2023-01-11T17:39", "basis": "header"}


def test_a_date_that_cannot_be_is_reported_and_left_out():
    head = meta("article:published_time", "2023-02-30")
    assert stated(head) == {}
    assert (
        "The page states “2023-02-30”, which was not understood as a date."
        in article(f"<head>{head}</head>{PROSE}").warnings
    )


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<time datetime=2023-01-11>11 Jan</time>", "2023-01-11"),
        ("<time>11 Jan</time>", None),
        ("<time datetime=2023-01-11></time><time datetime=2023-01-12></time>", None),
        (
            "<time datetime=2023-01-11></time><time pubdate datetime=2023-01-12></time>",
            "2023-01-12",
        ),
        (
            "<time itemprop=datePublished datetime=2023-01-10></time><time datetime=x></time>",
            "2023-01-10",
        ),
        (
            "<article><time datetime=2023-01-11></time></article><time datetime=2022-01-01>",
            "2023-01-11",
        ),
    ],
)
def test_a_visible_time_is_the_date_where_it_is_marked_so_or_the_only_one(body, published):
    assert stated("", PROSE + body).get("published") == published


def test_a_marked_time_states_the_update():
    body = "<time itemprop=dateModified datetime=2023-01-12></time>"
    assert stated("", PROSE + body)["updated"] == "2023-01-12"


def test_json_ld_comes_before_meta_elements_before_visible_ones():
    head = linked(headline="One") + meta("og:title", "Two") + "<title>Four</title>"
    assert stated(head, f"<h1>Three</h1>{PROSE}") == {"title": "One"}
    assert stated(meta("og:title", "Two"), f"<h1>Three</h1>{PROSE}") == {"title": "Two"}


# Encodings

RUSSIAN = "Дорога открыта с самого утра, сказал он."


@pytest.mark.parametrize(
    ("declaration", "codec", "name"),
    [
        ('<meta charset="windows-1251">', "cp1251", "windows-1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=KOI8-R'>", "koi8_r", "koi8-r"),
        ('<?xml version="1.0" encoding="cp866"?>', "cp866", "ibm866"),
        ("<meta charset=utf-8>", "utf-8", "utf-8"),
        ("<meta charset=utf-16>", "utf-8", "utf-8"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_says(declaration, codec, name):
    reading = read(f"{declaration}<p>{RUSSIAN}</p>".encode(codec))
    assert (reading.articles[0].text, reading.encoding) == (RUSSIAN, name)


def test_latin_1_means_windows_1252_as_in_all_browsers():
    reading = read(b"<meta charset=iso-8859-1><p>\x93Open\x94</p>")
    assert (reading.articles[0].text, reading.encoding) == ("“Open”", "windows-1252")


def test_a_page_in_utf_8_that_says_otherwise_is_read_as_utf_8_with_a_warning():
    reading = read(f"<meta charset=windows-1251><p>{RUSSIAN}</p>".encode())
    assert (reading.articles[0].text, reading.encoding) == (RUSSIAN, "utf-8")
    assert reading.warnings == [
        "The page says that it is in windows-1251, but it is UTF-8 and was read so."
    ]
    assert read(b"<meta charset=windows-1251><p>Road").warnings == []


def test_a_page_that_says_nothing_or_something_odd_waits_for_a_choice():
    for declaration in ("", "<meta charset=rot13>", "<meta charset=utf-7>"):
        data = f"{declaration}<p>{RUSSIAN}".encode("cp1251")
        with pytest.raises(UnknownEncoding, match="looks like windows-1251"):
            read(data)
        assert article(data, "windows-1251").text == RUSSIAN
