"""One text saved anew as every kind of file that is read: small writers, each of one plain form."""

import csv
import html
import io
import json
import textwrap
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def paragraphs_of(text):
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def as_html(text, head=""):
    body = "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs_of(text))
    head = f"<head><meta charset=utf-8>{head}</head>"
    return f"<!doctype html><html>{head}<body>{body}</body></html>".encode()


def as_jsonl(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_csv(*rows, delimiter=","):
    names = list(rows[0])
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in rows)
    return written.getvalue().encode()


def as_zip(*files):
    """An archive of (name or ZipInfo, bytes)."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def docx_of(body, core="", **more):
    """A Word document of the XML between <w:body> and </w:body>, and core properties."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    properties = (
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DUBLIN}" xmlns:dcterms="{TERMS}">'
        f"{core}</cp:coreProperties>"
    )
    parts = {"word/document.xml": document, "docProps/core.xml": properties} | more
    return as_zip(*[(name, part.encode()) for name, part in parts.items()])


def as_docx(text, core=""):
    runs = (
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t></w:r></w:p>'
        for part in paragraphs_of(text)
    )
    return docx_of("".join(runs), core)


def pdf_of(objects, trailer=""):
    """A PDF file of {number: the object's bytes}; 1 is its catalog."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, size))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    foot = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + foot % (size, trailer.encode(), len(out))


def stream_of(content, more=""):
    packed = zlib.compress(content, 9)
    head = b"<</Length %d/Filter/FlateDecode%b>>" % (len(packed), more.encode())
    return head + b"stream\n" + packed + b"\nendstream"


def pdf_with(*contents, more=None, resources="", trailer=""):
    """A PDF file with one page for each content stream."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        3: FONT,
        **(more or {}),
    }
    for n, content in enumerate(contents):
        objects[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {11 + 2 * n} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{resources}>>>>".encode()
        )
        objects[11 + 2 * n] = stream_of(content)
    return pdf_of(objects, trailer)


def shown(words, y, x=72):
    """The operators that write words at a place."""
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\")
    escaped = escaped.replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 11 Tf %d %d Td (%b) Tj ET\n" % (x, y, escaped)


def as_pdf(text, trailer="", more=None, lines_on_page=48):
    """A PDF file with lines of at most 90 characters, and twice the gap between paragraphs."""
    pages, y = [b""], 750
    for part in paragraphs_of(text):
        for line in textwrap.wrap(part, 90, break_on_hyphens=False, break_long_words=False):
            if y < 750 - 14 * lines_on_page:
                pages, y = [*pages, b""], 750
            pages[-1] += shown(line, y)
            y -= 14
        y -= 14
    return pdf_with(*pages, trailer=trailer, more=more)
