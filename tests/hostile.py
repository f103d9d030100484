"""Hostile and malformed files, each with what must become of it; made anew, the same every time.

`FILES` are small enough to be read one after the other in a moment; `HEAVY` are bombs and files of
tens of megabytes, whose bytes are made when they are asked for; `tests.heavy` brings them in.
"""

import json
import random
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from articles.formats import choose
from articles.formats.draft import Reading, Unreadable
from tests.articles.formats import saving
from tests.articles.formats.saving import as_csv, as_html, as_jsonl, as_zip, docx_of, pdf_with

type Outcome = Literal["read", "refused", "partly"]

SHOWN = 100_000  # characters of an article that are looked through
PROSE = "The peaceful protest on the road has been going on for over fifty days, they said."
RUSSIAN = "Президент России заявил сегодня в Москве, что миротворцы останутся на дороге."
TURKISH = "Cumhurbaşkanı Erdoğan bugün yaptığı açıklamada şöyle dedi: yol açık değil, ışık yok."
ZWSP, RLO = "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}"


@dataclass(frozen=True)
class Hostile:
    """One file: its name, what makes its bytes, and what must become of it.

    "read": all of it; "refused": nothing of it; "partly": some of its rows or members. `words`
    stand in what is said about it (refusals, rejected rows, warnings), `holds` in the articles'
    texts or titles, `lacks` in neither.
    """

    name: str
    make: Callable[[], bytes]
    outcome: Outcome
    words: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass
class Found:
    """What became of a file in truth."""

    outcome: Outcome
    said: str
    read: str

    def faults(self, expected: Hostile) -> list[str]:
        """Say what is not as expected."""
        faults = [f"{self.outcome}, not {expected.outcome}"] * (self.outcome != expected.outcome)
        faults += [f"does not say {words!r}" for words in expected.words if words not in self.said]
        faults += [f"lacks {words!r}" for words in expected.holds if words not in self.read]
        return faults + [f"holds {words!r}" for words in expected.lacks if words in self.read]


def outcome_of(name: str, data: bytes) -> Found:
    """Read a file as an import does: each of the files that it stands for, one after the other."""
    said: list[str] = []
    read: list[str] = []
    refusals = 0
    try:
        for member, content in choose.members(name, data):
            try:
                if isinstance(content, Unreadable):
                    raise content
                reading = choose.read(member, content)
            except Unreadable as error:
                refusals += 1
                said.append(f"{member}: {error}")
            else:
                refusals += bool(reading.rejected_rows)
                said += _said(reading)
                read += [f"{article.title}\n{article.text[:SHOWN]}" for article in reading.articles]
    except Unreadable as error:
        refusals += 1
        said.append(str(error))
    outcome: Outcome = "read" if not refusals else "partly" if read else "refused"
    return Found(outcome, "\n".join(said), "\n".join(read))


def _said(reading: Reading) -> list[str]:
    rows = [f"{number}: {message}" for number, message in reading.rejected_rows]
    return [*reading.warnings, *rows, *(w for a in reading.articles for w in a.warnings)]


def _made(name: str, data: bytes | str, outcome: Outcome, *words: str, **more) -> Hostile:
    content = data if isinstance(data, bytes) else data.encode()
    return Hostile(name, lambda: content, outcome, words, **more)


def _files() -> Iterator[Hostile]:
    for make in (
        encodings, binaries, line_ends, odd_letters, names, dates, headers, csv_faults,
        jsonl_faults, pages, page_states, archives, documents, pdfs,
    ):  # fmt: skip
        yield from make()


def encodings() -> Iterator[Hostile]:
    for codec, text, looks in [
        ("cp1251", RUSSIAN, "windows-1251"),
        ("koi8_r", RUSSIAN, "koi8-r"),
        ("cp866", RUSSIAN, "ibm866"),
        ("iso8859_5", RUSSIAN, "iso-8859-5"),
        ("cp1254", TURKISH, "windows-1254"),
        ("iso8859_9", TURKISH, "windows-1254"),
        ("cp1252", "The country’s “road” is open.", "windows-1252"),
        ("latin_1", "Le café à côté de l'hôtel", "windows-1252"),
        ("cp1250", "Prezydent powiedział, że droga jest otwarta", "windows-1250"),
        ("cp1253", "Ο δρόμος είναι ανοιχτός", "windows-1253"),
        ("cp1256", "الطريق مفتوح أمام الجميع", "windows-1256"),
    ]:
        yield _made(f"{codec}.txt", text.encode(codec), "refused", f"looks like {looks}")
    yield _made("utf-16-le.txt", PROSE.encode("utf-16-le"), "refused", "UTF-16 without a byte")
    yield _made("utf-16-be.txt", PROSE.encode("utf-16-be"), "refused", "UTF-16 without a byte")
    yield _made("utf-16.txt", PROSE.encode("utf-16"), "read", holds=(PROSE,))
    yield _made("utf-32.txt", PROSE.encode("utf-32"), "read", holds=(PROSE,))
    yield _made("mark-lies.txt", b"\xef\xbb\xbfa\xff", "refused", "mark says UTF-8, but it is not")
    yield _made("half-a-unit.txt", b"\xff\xfea\0b", "refused", "mark says UTF-16")
    yield _made("surrogate.txt", b"a\xed\xa0\x80b", "refused", "half of a surrogate pair")
    yield _made("surrogate-16.txt", b"\xff\xfea\0\0\xd8b\0", "refused", "half of a surrogate pair")
    yield _made("over-long.txt", b"a \xc0\xaf b", "refused", "not UTF-8")
    yield _made("beyond-unicode.txt", b"\xf4\x90\x80\x80 a", "refused", "not UTF-8")
    yield _made("cut.txt", PROSE.encode() + b"\xe2\x80", "refused", "not UTF-8")
    yield _made("mixed.txt", RUSSIAN.encode() + RUSSIAN.encode("cp1251"), "refused", "not UTF-8")
    yield _made("lost.txt", "Bak\ufffd is far", "read", "1 characters were lost")
    yield _made("empty.txt", b"", "refused", "The file is empty")
    yield _made("mark-alone.txt", b"\xef\xbb\xbf", "refused", "The file is empty")
    yield _made("white.txt", " \r\n\t\xa0", "refused", "white space only")
    yield _made("nul.txt", b"a\0b", "refused", "NUL (byte 0x00 at 1)")
    yield _made("nuls.txt", b"\0" * 1_000, "refused", "NUL")
    yield _made("utf-7.txt", "+ADw-script+AD4- is not run", "read", holds=("+ADw-script+AD4-",))
    yield _made("latin.html", "<p>caf\xe9 con leche</p>".encode("latin_1"), "refused", "not UTF-8")
    yield _made("cp1251.csv", f"text\n{RUSSIAN}".encode("cp1251"), "refused", "windows-1251")
    yield _made("cp1251.jsonl", f'{{"text":"{RUSSIAN}"}}'.encode("cp1251"), "refused", "1251")


def binaries() -> Iterator[Hostile]:
    for what, start in [
        ("a PDF", b"%PDF-1.7"),
        ("a zip archive", b"PK\x03\x04"),
        ("a gzip archive", b"\x1f\x8b\x08"),
        ("a PNG image", b"\x89PNG\r\n"),
        ("a JPEG image", b"\xff\xd8\xff\xe0"),
        ("a GIF image", b"GIF89a"),
        ("an old Office document", b"\xd0\xcf\x11\xe0"),
    ]:
        slug = what.split()[1].lower()
        for ending in (".txt", ".html", ".csv", ".jsonl"):
            yield _made(f"{slug}{ending}", start + b" and more", "refused", f"It is {what}")
    yield _made("controls.txt", bytes(range(1, 32)) * 9, "refused", "control characters")
    yield _made("elf.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 64, "refused", "NUL")
    yield _made("random.txt", bytes(range(1, 256)), "refused", "so many control characters")
    yield _made("escape.txt", "\x1b[31m" + PROSE * 9, "read", holds=("\x1b[31m",))


def line_ends() -> Iterator[Hostile]:
    for name, end in [("cr", "\r"), ("crlf", "\r\n"), ("lf", "\n")]:
        yield _made(f"{name}.txt", f"One.{end}{end}Two.", "read", holds=("One.\n\nTwo.",))
    yield _made("mixed-ends.txt", "a\r\n\rb\n\r\nc", "read", holds=("a\n\nb\n\nc",))
    yield _made(
        "separators.txt", "a\u2028b\u2029c\x85d" + PROSE * 9, "read", holds=("a\u2028b\u2029c",)
    )
    yield _made("cr.csv", 'text,title\r"a\rb",T\r', "read", holds=("T\na\nb",))
    yield _made(
        "crlf.jsonl", '{"text":"a"}\r\n\r\n{"text":"b\\r\\nc"}\r\n', "read", holds=("b\nc",)
    )
    yield _made("blank-lines.txt", "\n" * 10_000 + "a", "read", holds=("a",))


def odd_letters() -> Iterator[Hostile]:
    for name, words in [
        ("bidi", f"{RLO}txt.exe{PROSE}"),
        ("isolates", "\u2066a\u2069\u202a b\u202c"),
        ("zero-width", f"Az{ZWSP}ernews\u2060 says"),
        ("look-alikes", "Аzernews with a Cyrillic А"),
        ("combining", "Z" + "\u0301\u0302\u0303" * 500 + " end"),
        ("astral", "\U0001d54f \U0001f468\u200d\U0001f469 \U000e0001"),
        ("private-use", "\ue000\uf8ff \U0010ffff"),
        ("no-characters", "a\ufffe\uffff b"),
        ("inner-mark", "a\ufeffb"),
    ]:
        yield _made(f"{name}.txt", words, "read", holds=(words,))
        yield _made(f"{name}.jsonl", as_jsonl({"text": words}), "read", holds=(words,))
    yield _made("not-a-tag.txt", "<script>alert(1)</script>", "read", holds=("<script>",))
    yield _made(
        "template.txt", "{{ 7*7 }} {% now %} ${7*7}", "read", holds=("{{ 7*7 }} {% now %}",)
    )
    yield _made("sql.txt", "'; DROP TABLE articles; --", "read", holds=("DROP TABLE",))


def names() -> Iterator[Hostile]:
    for name in ["a.exe", "a", ".txt", "a.txt.gz", "a.tar", "a.doc", "a.txt ", "a.svg", "a.xml"]:
        yield _made(name, PROSE, "refused", "cannot be read. These can: .txt")
    for name in [
        "A.TXT",
        "=cmd().txt",
        "../../up.txt",
        f"a{RLO}fdp.txt",
        "ä" * 80 + ".txt",
        "a\nb.txt",
    ]:
        yield _made(name, PROSE, "read", holds=(PROSE,))
    yield _made("text.docx", PROSE, "refused", "no zip archive")
    yield _made("text.zip", PROSE, "refused", "no zip archive")
    yield _made("text.pdf", PROSE, "refused", "no PDF that can be read")


def dates() -> Iterator[Hostile]:
    for date in [
        "2023-02-30",
        "2023-13-01",
        "31.04.2023",
        "03/04/2023",
        "0000-00-00",
        "9999999999",
    ]:
        slug = date.replace("/", "-")
        told = (f"“{date}”", "was not understood as a date")
        yield _made(f"{slug}.txt", f"Date: {date}\n\n{PROSE}", "read", *told)
        meta = f'<meta property="article:published_time" content="{date}">'
        yield _made(f"{slug}.html", as_html(PROSE, meta), "read", *told)
        rows = as_jsonl({"text": PROSE, "published_on": date}, {"text": "Other"})
        yield _made(
            f"{slug}.jsonl", rows, "partly", f"1: “published_on” is “{date}”", lacks=(PROSE,)
        )
        table = f"text,updated_on\nx,{date}\ny,\n"
        yield _made(f"{slug}.csv", table, "partly", f"2: “updated_on” is “{date}”", holds=("y",))
    yield _made("two-dates.txt", f"2023-01-02\n\nDate: 2023-01-03\n\n{PROSE}", "read", "two dates")


def headers() -> Iterator[Hostile]:
    for title in ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"]:
        kept = title.strip()
        rows = {"text": PROSE, "title": title}
        yield _made(f"{ord(title[0])}.csv", as_csv(rows), "read", holds=(f"{kept}\n{PROSE}",))
        yield _made(f"{ord(title[0])}.jsonl", as_jsonl(rows), "read", holds=(f"{kept}\n{PROSE}",))
        page = as_html(PROSE, f"<title>{title}</title>")
        yield _made(f"{ord(title[0])}.html", page, "read", holds=(f"{kept}\n{PROSE}",))
    yield _made("long-title.txt", f"Title: {'x ' * 3_000}\n\n{PROSE}", "read", "No title was found")
    yield _made("long-date.txt", f"Date: {'9' * 3_000}\n\n{PROSE}", "read", "was not understood")


def csv_faults() -> Iterator[Hostile]:
    yield _made("few.csv", "text,title\na\nb,T\n", "partly", "2: It has 1 cells, the header 2")
    yield _made("many.csv", "text,title\na,b,c\nd,T\n", "partly", "2: It has 3 cells", holds=("d",))
    yield _made("open.csv", 'text,title\na,T\n"b,T\nc,T\n', "partly", "3: A quotation", "line 3")
    yield _made("after.csv", 'text,title\n"a"b,T\nc,T\n', "partly", "2: After a cell", holds=("c",))
    yield _made("no-text.csv", "title,url\na,b\n", "refused", "does not name a column “text”")
    yield _made("pipe.csv", "text|title\na|b\n", "refused", "a comma, a semicolon or a tab")
    yield _made("twice.csv", "text,Text\na,b\n", "refused", "names “text” twice")
    yield _made("header.csv", "text,title\n", "refused", "It has no rows")
    yield _made("blank.csv", "text,title\n ,T\n", "refused", "Row 2: It has no text")
    yield _made("unknown.csv", "text,mood\na,b\n", "read", "Not read: “mood”")
    yield _made("mark.csv", "\ufefftext;title\na;T\n", "read", holds=("T\na",))
    yield _made("tab.csv", "text\ttitle\na, b; c\tT\n", "read", holds=("T\na, b; c",))
    yield _made("inner.csv", 'text,title\n"a\n\n""b"", c",T\n', "read", holds=('a\n\n"b", c',))
    yield _made("wide.csv", "text," + "," * 20_000 + "\na\n", "refused", "It has 1 cells")
    yield _made(
        "same.csv", "text,source_name\na,n\nb,n\n", "partly", "3: Another row is called “n”"
    )
    yield _made(
        "script.csv", "text,url\na,javascript:alert(1)\n", "refused", "“url” is “javascript:"
    )
    yield _made("language.csv", "text,language\na,mine\n", "refused", "a code such as en")
    yield _made(
        "bell.csv", f'text,title\n"{PROSE * 9}",a\x07b\n', "refused", "control character (U+0007)"
    )
    yield _made("name.csv", f"text,source_name\na,{'n' * 501}\n", "refused", "has 501 characters")


def jsonl_faults() -> Iterator[Hostile]:
    good = '{"text":"Good","title":"T"}\n'
    for name, line, told in [
        ("broken", '{"text":', "It is not JSON"),
        ("twice", '{"text":"a","text":"b"}', "It is not JSON: a key stands twice"),
        ("list", '["text"]', "It is no JSON object"),
        ("word", '"text"', "It is no JSON object"),
        ("number", '{"text":5}', "“text” is not a text"),
        ("object", '{"text":"a","title":{"a":1}}', "“title” is not a text"),
        ("missing", '{"title":"a"}', "It has no text"),
        ("null", '{"text":null}', "It has no text"),
        ("empty", '{"text":" "}', "It has no text"),
        ("nul", '{"text":"a\\u0000b"}', "It holds a NUL"),
        (
            "nul-title",
            '{"text":"a","title":"b\\u0000"}',
            "“title” holds a control character (U+0000)",
        ),
        ("surrogate", '{"text":"a\\ud800"}', "“text” holds half of a surrogate pair"),
        ("not-a-number", '{"text":"a","n":NaN}', "It is not JSON: NaN is no number"),
        ("digits", '{"text":"a","n":1' + "0" * 5_000 + "}", "It is not JSON"),
        (
            "deep",
            '{"text":"a","n":' + "[" * 200_000,
            "It is not read: its values are nested too deep",
        ),
        ("deep-objects", '{"a":' * 200_000, "It is not read: its values are nested too deep"),
        ("single-quotes", "{'text':'a'}", "It is not JSON"),
        ("trailing", '{"text":"a"} {"text":"b"}', "It is not JSON"),
        ("url", '{"text":"a","url":"file:///etc/passwd"}', "“url” is “file:///"),
        ("controls", '{"text":"\\u0001\\u0002a"}', "2 of its 3 characters are control characters"),
    ]:
        yield _made(f"{name}.jsonl", f"{line}\n{good}", "partly", f"1: {told}", holds=("T\nGood",))
    yield _made("none.jsonl", "[]\n[]\n", "refused", "None of its 2 rows", "Row 1: It is no JSON")
    yield _made("array.jsonl", json.dumps([{"text": "a"}]), "refused", "It is no JSON object")
    yield _made("unknown.jsonl", '{"text":"a","mood":1}', "read", "Not read: “mood”")
    yield _made("pair.jsonl", '{"text":"\\ud83d\\udca9"}', "read", holds=("\U0001f4a9",))


def pages() -> Iterator[Hostile]:
    evil = "alert('evil')"
    for name, markup in [
        ("script", f"<script>{evil}</script>"),
        ("script-open", f"{{}}<script>{evil}"),
        ("script-cased", f"<ScRiPt\n>{evil}</sCrIpT >"),
        ("style", "<style>evil{}</style>"),
        ("comment", f"<!-- {evil} -->"),
        ("comment-odd", f"<!--> <!-- --!> <!-- {evil} -->"),
        ("cdata", "<![CDATA[evil]]"),
        ("instruction", "<?php evil ?>"),
        ("handler", "<img src=x onerror=evil><b onclick='evil'>bold</b>"),
        ("frame", '<iframe srcdoc="evil">evil</iframe>'),
        ("object", "<object data=evil>evil</object>"),
        ("svg", "<svg><script>evil</script><text>evil</text></svg>"),
        ("template", "<template><p>evil</p></template>"),
        ("hidden", "<p hidden>evil</p><p style='DISPLAY : none'>evil</p>"),
        ("noscript", "<noscript>evil</noscript>"),
        ("controls", "<select><option>evil</select><input value=evil><textarea>evil</textarea>"),
        ("base", '<base href="https://evil.example/"><link rel=stylesheet href=//evil>'),
    ]:
        page = f"<p>{PROSE}</p><div>{markup}</div>"
        yield _made(f"{name}.html", page, "read", holds=(PROSE,), lacks=("evil",))
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    yield _made(
        "entity.html", f"{entity}<p>{PROSE}&e;</p>", "read", holds=(PROSE,), lacks=("root:",)
    )
    laughs = "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};">' for n in range(40))
    yield _made(
        "laughs.html", f"<!DOCTYPE x [{laughs}]><p>{PROSE}&a40;</p>", "read", holds=(PROSE,)
    )
    yield _made(
        "escaped.html", "<p>1 &lt;script&gt; &amp;amp;</p>", "read", holds=("<script> &amp;",)
    )
    yield _made(
        "nul-reference.html", f"<p>{PROSE}&#0;&#xD800;</p>", "read", "2 characters were lost"
    )
    yield _made("nothing.html", "<html><body></body></html>", "refused", "shows no words")
    yield _made("only-script.html", "<script>evil</script>", "refused", "shows no words")
    yield _made("plain.html", PROSE, "read", holds=(PROSE,))
    yield _made("unclosed.htm", f"<div><b><p>{PROSE}<p>Two", "read", holds=(f"{PROSE}\n\nTwo",))
    yield _made("crossed.html", f"<b><i>{PROSE}</b></i></div></p>", "read", holds=(PROSE,))
    yield _made("open-tag.html", f"<p>{PROSE}</p><a href='", "read", holds=(PROSE,))
    yield _made("deep.html", "<div>" * 300 + PROSE, "refused", "nesting", "200")
    yield _made("deeper.html", "<b>" * 100_000 + PROSE, "refused", "limit (elements)")
    yield _made("deep-enough.html", "<div>" * 230 + PROSE, "refused", "(nesting) is 200")
    yield _made("many.html", "<p>a" * 20_001, "refused", "the limit (elements) is 20,000")
    yield _made("frames.html", "<frameset><frame src=a></frameset>", "refused", "shows no words")


def page_states() -> Iterator[Hostile]:
    for name, script in [
        ("broken", "{"),
        ("deep", "[" * 200_000),
        ("deep-objects", '{"@graph":' * 100_000),
        ("digits", "1" * 5_000),
    ]:
        markup = f"<script type='application/ld+json'>{script}</script>"
        yield _made(f"ld-{name}.html", as_html(PROSE, markup), "read", "JSON-LD cannot be read")
    two = '[{"@type":"NewsArticle","headline":"One"},{"@type":"Article","headline":"Two"}]'
    markup = f"<script type=application/ld+json>{two}</script>"
    yield _made(
        "ld-two.html", as_html(PROSE, markup), "read", "describes several articles", lacks=("One",)
    )
    odd = '{"@type":["Article",5],"headline":5,"author":[{"name":[]},null],"publisher":7,"url":{}}'
    markup = f"<script type=application/ld+json>{odd}</script>"
    yield _made("ld-odd.html", as_html(PROSE, markup), "read", "No title was found")
    metas = "<meta name=date content=2023-01-02><meta name=pubdate content=2023-01-03>"
    yield _made(
        "two-dates.html",
        as_html(PROSE, metas),
        "read",
        "states two dates, 2023-01-03 and 2023-01-02",
    )
    claims = "<meta charset=windows-1251>"
    yield _made(
        "charset-lies.html", claims + f"<p>{RUSSIAN}", "read", "says that it is in windows-1251"
    )
    kept = (claims + f"<p>{RUSSIAN}").encode("cp1251")
    yield _made("charset.html", kept, "read", holds=(RUSSIAN,))
    for label in ["utf-7", "rot13", "unicode_escape", "base64", "x-user-defined", "zlib"]:
        page = f"<meta charset={label}><p>Caf\xe9".encode("latin_1")
        yield _made(f"charset-{label}.html", page, "refused", "It is not UTF-8")


def archives() -> Iterator[Hostile]:
    good = ("good.txt", PROSE.encode())

    def holding(name: str, member: str | zipfile.ZipInfo, data: bytes, *words: str) -> Hostile:
        return _made(f"{name}.zip", as_zip((member, data), good), "partly", *words, holds=(PROSE,))

    for name, member in [
        ("up", "../up.txt"),
        ("deep-up", "a/../../up.txt"),
        ("absolute", "/etc/passwd.txt"),
        ("drive", "C:\\a.txt"),
        ("backslash", "..\\up.txt"),
        ("dot", "./a.txt"),
        ("slashes", "a//b.txt"),
    ]:
        yield holding(name, member, b"evil", "leads out of the archive")
    for name, kind in [("link", stat.S_IFLNK), ("fifo", stat.S_IFIFO), ("device", stat.S_IFBLK)]:
        info = zipfile.ZipInfo(f"{name}.txt")
        info.external_attr = (kind | 0o777) << 16
        yield holding(name, info, b"/etc/passwd", "It is a link or a device")
    yield holding("nested", "inner.zip", as_zip(good), "archive in an archive")
    yield holding("nested-gz", "inner.tar.gz", b"\x1f\x8b", "archive in an archive")
    yield holding("disguised", "inner.txt", as_zip(good), "It is a zip archive")
    yield holding("unknown", "a.exe", b"MZ", "Files that end in .exe cannot be read")
    yield holding("bidi-name", f"a{RLO}txt.exe.txt", b"a", "characters that are not shown")
    yield holding("newline-name", "a\nb.txt", b"a", "characters that are not shown")
    yield holding("long-name", "n" * 400 + ".txt", b"a", "longer than 300")
    yield holding("bomb", "bomb.txt", b"a" * 2_000_000, "the limit (ratio) is 100")
    yield holding("bad-row", "rows.jsonl", b'{"text":5}', "rows.jsonl: None of its 1 rows")
    yield holding("empty-member", "empty.txt", b"", "empty.txt: The file is empty")
    twice = as_zip(good)
    twice = twice.replace(b"good.txt", b"goox.txt")
    both = as_zip(("goox.txt", b"One"), good).replace(b"good.txt", b"goox.txt")
    yield _made("same-name.zip", both, "partly", "Another member has the same name", holds=("One",))
    locked = zipfile.ZipInfo("locked.txt")
    yield _made("locked.zip", _locked(as_zip((locked, b"secret"))), "refused", "It is encrypted")
    damaged = as_zip(("damaged.txt", bytes(range(65, 91)) * 40), good)
    yield _made("damaged.zip", damaged[:60] + b"\0\0\0\0" + damaged[64:], "partly", "It is damaged")
    yield _made("cut.zip", as_zip(good)[:60], "refused", "no zip archive")
    yield _made("no-files.zip", as_zip(), "refused", "holds no files")
    yield _made("folders.zip", as_zip(("a/", b"")), "refused", "holds no files")
    many = as_zip(*((f"{n}.txt", b"") for n in range(10_001)))
    yield _made("many.zip", many, "refused", "the limit (members) is 10,000")
    macos = as_zip(("__MACOSX/._good.txt", b"\0\5"), good)
    yield _made("macos.zip", macos, "read", holds=(PROSE,))
    cp866 = as_zip(("дорога.txt", b"a"), good).replace(
        "дорога".encode(), "дорога".encode("cp866") * 2
    )
    yield _made("cp866-name.zip", _without_utf8_flag(cp866), "partly", "Its name is not UTF-8")


def _locked(archive: bytes) -> bytes:
    """Say in the archive's directory that its first member is encrypted."""
    at = archive.index(b"PK\x01\x02") + 8
    return archive[:at] + bytes([archive[at] | 1]) + archive[at + 1 :]


def _without_utf8_flag(archive: bytes) -> bytes:
    return archive.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")


def documents() -> Iterator[Hostile]:
    good = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
    entity = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    laughs = "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};">' for n in range(40))
    part = f'<w:document xmlns:w="{saving.WORD}"><w:body>{good}</w:body></w:document>'

    def document(xml: str) -> bytes:
        return as_zip(("word/document.xml", xml.encode()))

    yield _made("entity.docx", document(entity + part), "refused", "entities of its own")
    yield _made("laughs.docx", document(f"<!DOCTYPE w [{laughs}]>{part}"), "refused", "entities")
    yield _made(
        "utf-16.docx", as_zip(("word/document.xml", part.encode("utf-16"))), "read", holds=(PROSE,)
    )
    yield _made("broken.docx", document(part[:-9]), "refused", "word/document.xml is no XML")
    yield _made("other.docx", as_zip(("xl/workbook.xml", b"")), "refused", "It is no Word document")
    yield _made("empty.docx", docx_of(""), "refused", "The document holds no text")
    yield _made(
        "blank.docx", docx_of("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"), "refused", "no text"
    )
    yield _made("locked.docx", _locked(docx_of(good)), "refused", "It is encrypted")
    yield _made("deep.docx", docx_of("<w:p>" * 300 + "</w:p>" * 300), "refused", "(nesting) is 200")
    bomb = docx_of(good + " " * 3_000_000)
    yield _made("bomb.docx", bomb, "refused", "the limit (ratio) is 100")
    yield _made(
        "deleted.docx",
        docx_of(good + "<w:p><w:del><w:r><w:delText>evil</w:delText></w:r></w:del></w:p>"),
        "read",
        lacks=("evil",),
    )
    yield _made(
        "field.docx",
        docx_of(good + "<w:p><w:r><w:instrText>evil</w:instrText></w:r></w:p>"),
        "read",
        lacks=("evil",),
    )
    yield _made("properties.docx", docx_of(good, "<dc:title>"), "refused", "core.xml is no XML")
    made_up = "<dc:title>Untitled 1</dc:title><dc:creator>python-docx</dc:creator>"
    yield _made("made-up.docx", docx_of(good, made_up), "read", "No title was found")
    lost = docx_of(good, "<dcterms:created>2023-02-30T00:00:00Z</dcterms:created>")
    yield _made("date.docx", lost, "read", holds=(PROSE,))
    yield _made("old.docx", b"\xd0\xcf\x11\xe0 and more", "refused", "no zip archive")


def pdfs() -> Iterator[Hostile]:
    words = saving.shown(PROSE, 700)
    good = pdf_with(words)
    form = {
        4: saving.stream_of(
            b"/X Do " * 9, "/Type/XObject/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>"
        )
    }
    yield _made("good.pdf", good, "read", holds=(PROSE,))
    yield _made("empty.pdf", b"", "refused", "no PDF that can be read")
    yield _made("head.pdf", b"%PDF-1.7\n", "refused", "no PDF that can be read")
    yield _made("cut.pdf", good[:300], "refused", "no PDF that can be read")
    yield _made(
        "no-table.pdf",
        good[: good.index(b"xref")] + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
        "read",
        holds=(PROSE,),
    )
    yield _made("scan.pdf", pdf_with(b"q Q"), "refused", "it may be a scan")
    yield _made(
        "half-scan.pdf", pdf_with(words, b"q Q"), "read", "these of its pages: 2.", holds=(PROSE,)
    )
    locked = pdf_with(
        words, trailer="/Encrypt<</Filter/Standard/V 1/R 2/O<00>/U<00>/P -4>>/ID[<00><00>]"
    )
    yield _made("locked.pdf", locked, "refused")
    yield _made("no-pages.pdf", saving.pdf_of({1: b"<<>>"}), "refused", "no PDF that can be read")
    cycle = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}
    yield _made("cycle.pdf", saving.pdf_of(cycle), "refused", "no PDF that can be read")
    yield _made("nested.pdf", pdf_with(b"[" * 400_000), "refused", "no PDF that can be read")
    yield _made("many.pdf", pdf_with(*[b"q Q"] * 1_001), "refused", "the limit (pages) is 1,000")
    yield _made(
        "bomb.pdf", pdf_with(words + b" " * 6_000_000), "refused", "no PDF that can be read"
    )
    script = {4: b"<</S/JavaScript/JS(app.alert\\(1\\))>>"}
    yield _made(
        "script.pdf", pdf_with(words, more=script), "read", holds=(PROSE,), lacks=("alert",)
    )
    yield _made("no-font.pdf", pdf_with(words.replace(b"/F1", b"/F9")), "read")
    made_up = pdf_with(
        words,
        trailer="/Info<</Title(Microsoft Word - a.docx)/Author(admin)/CreationDate(D:20231399)>>",
    )
    yield _made("made-up.pdf", made_up, "read", "No title was found")
    yield _made(
        "self-form.pdf",
        pdf_with(b"/X Do " + words, more=form, resources="/XObject<</X 4 0 R>>"),
        "read",
        holds=(PROSE,),
    )
    yield _made("controls.pdf", pdf_with(b"BT /F1 9 Tf (\\001\\002\\003) Tj ET"), "refused")


def _heavy() -> Iterator[Hostile]:
    def big(name: str, make: Callable[[], bytes], outcome: Outcome, *words: str) -> Hostile:
        return Hostile(name, make, outcome, words)

    file_limit = "limit for one file is 20,000,000 (file_bytes)"
    yield big("50-mb-line.txt", lambda: b"a" * 50_000_000, "refused", file_limit)
    yield big("50-mb.zip", lambda: b"PK\x03\x04" * 12_500_000, "refused", file_limit)
    yield big(
        "line.txt", lambda: b"a" * 20_000_000, "refused", "limit (line_characters) is 1,000,000"
    )
    yield big("lines.txt", lambda: b"a line\n" * 1_000_000, "read")
    yield big(
        "paragraphs.txt", lambda: b"a\n\n" * 1_000_000, "refused", "limit (paragraphs) is 100,000"
    )
    yield big("wide-letters.txt", lambda: ("\U0001f4a9" * 50 + "\n").encode() * 90_000, "read")
    yield big("blank.txt", lambda: b" \n" * 10_000_000, "refused", "white space only")
    yield big("late-fault.txt", lambda: b"a b\n" * 4_000_000 + b"\xff", "refused", "not UTF-8")
    yield big("20-mb-of-nuls.txt", lambda: b"\0" * 20_000_000, "refused", "NUL")
    yield big("quotes.csv", lambda: b"text\n" + b'"a\n' * 6_000_000, "refused", "rows")
    yield big("cells.csv", lambda: b"text\na" + b"," * 19_000_000, "refused", "cells, the header 1")
    yield big(
        "row.jsonl", lambda: b'{"text":"' + b"a" * 19_000_000 + b'"}', "refused", "line_characters"
    )
    yield big("bad-rows.jsonl", lambda: b"[]\n" * 1_000_000, "refused", "limit (rows) is 100,000")
    yield big("brackets.jsonl", lambda: b"[" * 20_000_000, "refused", "nested too deep")
    yield big(
        "attributes.html",
        lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">Words",
        "read",
    )
    yield big("less-than.html", lambda: b"<" * 4_000_000, "refused", "line_characters")
    yield big("comments.html", lambda: b"<!--" * 5_000_000, "refused", "shows no words")
    yield big("quotes.html", lambda: b'<a b="' * 2_000_000, "refused", "shows no words")
    yield big("tags.html", lambda: b"<b>" * 6_000_000, "refused", "limit (elements) is 20,000")
    yield big("text.html", lambda: b"<p>" + b"a " * 9_000_000, "refused", "10,000,000 bytes")
    yield big("links.html", lambda: b"<p><a href=x>link words</a>" * 6_000, "read")
    yield big("tables.html", lambda: b"<table><tr><td>words here</table>" * 5_000, "read")
    yield big("nested.html", lambda: (b"<div>" * 150 + b"words" + b"</div>" * 150) * 60, "read")
    yield big("total.zip", _too_much, "partly", "limit (unpacked_bytes) is 200,000,000")
    yield big(
        "zeros.zip", lambda: as_zip(("zeros.txt", b"\0" * 60_000_000)), "refused", "file_bytes"
    )
    yield big("zeros.docx", lambda: docx_of(" " * 30_000_000), "refused", "(file_bytes)")
    yield big("elements.docx", lambda: docx_of("<w:b/>" * 150_000 + _runs()), "read")
    yield big(
        "stream.pdf", lambda: pdf_with(b" " * 100_000_000), "refused", "no PDF that can be read"
    )
    yield big(
        "numbers.pdf", lambda: pdf_with(b"1 " * 2_400_000), "refused", "no PDF that can be read"
    )
    yield big("objects.pdf", lambda: b"%PDF-1.4\n" + b"1 0 obj\n" * 300_000, "refused", "no PDF")


def _noise(size: int) -> str:
    """Words that do not pack well, so that they are no bomb."""
    return "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=size))


def _runs() -> str:
    words = _noise(90_000)
    return "".join(
        f"<w:p><w:r><w:t>{words[n : n + 90]}</w:t></w:r></w:p>" for n in range(0, 90_000, 90)
    )


def _too_much() -> bytes:
    """Eleven members, each nearly as large as it may be, but packed less tight than the ratio."""
    block = (_noise(10_000) + "a" * 90_000 + "\n").encode()
    return as_zip(*((f"{n}.txt", block * 199) for n in range(11)))


FILES = list(_files())
HEAVY = list(_heavy())
